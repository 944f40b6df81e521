import { expect, test } from '@jest/globals';
import { PlumblineError } from '../../../src/errors/error.ts';
import { around } from '../release-server.ts';
import { deployment, useClient } from './scene.ts';
import { InProcess } from './target.ts';

const client = useClient();

const wait = { enabled: true, timeout: 60_000 };
const set = (count: number) => Array.from({ length: count }, (_, index) => deployment(`web-${index}`));

/** Counts what is asked about Deployments while all of them are waited for. */
async function asked(count: number, mayList: boolean): Promise<{ get: number; list: number }> {
  const target = new InProcess(client());
  const counted = { get: 0, list: 0 };
  let unready = 0;
  const objects = around(client(), (method, send, { kind }) => {
    if (unready < count || kind !== 'Deployment' || (method !== 'get' && method !== 'list')) return send();
    counted[method] += 1;
    if (method === 'list' && !mayList) return Promise.reject(new PlumblineError('FORBIDDEN', 'may not'));
    return send();
  });
  const result = await target.apply(set(count), {
    objects,
    target: { wait },
    progress: (event) => {
      if (event.type === 'waiting') unready = event.unready.length;
    },
  });
  expect(result).toMatchObject({ outcome: 'applied', unhealthy: [] });
  return counted;
}

test('many objects of a kind are waited for by one list each time', async () => {
  const { get, list } = await asked(12, true);
  expect(list).toBeGreaterThan(0);
  expect(get).toBe(0);
});

test('a login that may not list them asks for each', async () => {
  const { get } = await asked(12, false);
  expect(get).toBeGreaterThanOrEqual(12);
});

test('few are asked for one by one', async () => {
  const { get, list } = await asked(2, true);
  expect(get).toBeGreaterThan(0);
  expect(list).toBe(0);
});
