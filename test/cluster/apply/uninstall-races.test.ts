import { expect, test } from '@jest/globals';
import { readLease } from '../../../src/apply/lease-object.ts';
import { PlumblineError } from '../../../src/errors/error.ts';
import { setPause } from '../../../src/release/pause-write.ts';
import { readRelease } from '../../../src/release/read.ts';
import { createRelease } from '../../../src/release/transitions.ts';
import { around } from '../release-server.ts';
import {
  claim,
  configMap,
  deployment,
  live,
  object,
  partOf,
  recordOf,
  releases,
  useClient,
} from './scene.ts';
import { InProcess, killed } from './target.ts';

const client = useClient();
const secret = object('v1', 'Secret', 'password', { stringData: { password: 'one' } });

/** Somebody who is asked, and before he agrees something happens. */
const agreesAfter = (meanwhile: () => Promise<unknown>) => async (): Promise<boolean> => {
  await meanwhile();
  return true;
};

test('what an apply makes while an uninstall is asked for is deleted with the rest, after asking again', async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a')]);
  let asked = 0;
  const confirm = async (): Promise<boolean> => {
    asked += 1;
    if (asked === 1) await target.apply([configMap('a'), configMap('new')], { commit: 'b' });
    return true;
  };
  expect((await target.uninstall({ confirm })).outcome).toBe('uninstalled');
  expect(asked).toBe(2);
  expect(await live(client(), target, 'ConfigMap', 'new')).toBeUndefined();
});

test('a claim that an apply makes meanwhile is not deleted without consent', async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a')]);
  const confirm = agreesAfter(() => target.apply([configMap('a'), claim('data')], { commit: 'b' }));
  expect((await target.uninstall({ confirm })).error).toMatchObject({ code: 'CONSENT_REQUIRED' });
  expect(await live(client(), target, 'ConfigMap', 'a')).toBeDefined();
});

test('a pause that is set meanwhile holds', async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a')]);
  const pause = { until: '2999-01-01T00:00:00Z', reason: 'incident' };
  const confirm = agreesAfter(async () => setPause(client(), await recordOf(client(), target), pause));
  expect((await target.uninstall({ confirm })).error).toMatchObject({ code: 'PAUSED' });
  expect(await live(client(), target, 'ConfigMap', 'a')).toBeDefined();
});

test("another repository's target of the same name does not uninstall the release", async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a')]);
  const result = await target.uninstall({}, { repository: 'github.com/other/shop' });
  expect(result).toMatchObject({
    outcome: 'refused',
    error: { code: 'FOREIGN_RELEASE', message: expect.stringContaining('github.com/acme/shop') },
  });
  expect(await live(client(), target, 'ConfigMap', 'a')).toBeDefined();
});

test.each([false, true])(
  'a login that cannot see a kind of the release is refused before anything is done (orphan: %s)',
  async (orphan) => {
    const target = new InProcess(client());
    await target.apply([configMap('a'), deployment('web')]);
    const blind = around(client(), (method, send, { kind }) =>
      kind === 'Deployment' && (method === 'get' || method === 'list')
        ? Promise.reject(new PlumblineError('FORBIDDEN', 'may not'))
        : send(),
    );
    const { error } = await target.uninstall({ orphan }, { objects: blind });
    expect(error).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('Deployment.apps') });
    expect(partOf(await live(client(), target, 'ConfigMap', 'a'))).toBeDefined();
    expect((await recordOf(client(), target)).current?.revision).toBe(1);
  },
);

test('a login that cannot read the Secrets of the record is refused: they would be left behind', async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a'), secret]);
  const blind = around(client(), (_method, send, { kind }) =>
    kind === 'Secret' ? Promise.reject(new PlumblineError('FORBIDDEN', 'may not')) : send(),
  );
  const { error } = await target.uninstall({}, { client: blind });
  expect(error).toMatchObject({ code: 'FORBIDDEN', remedy: expect.stringContaining(releases) });
  expect(await live(client(), target, 'ConfigMap', 'a')).toBeDefined();
});

test('--orphan forgets what was still to be deleted, too', async () => {
  const target = new InProcess(client());
  await target.apply([configMap('a'), configMap('b'), configMap('left')]);
  await target.apply([configMap('a'), configMap('b')], {
    commit: 'b',
    progress: (event) => {
      if (event.type === 'phase' && event.phase === 'prune') killed();
    },
  });
  expect((await target.uninstall({ orphan: true })).outcome).toBe('uninstalled');
  for (const name of ['a', 'left']) {
    const left = await live(client(), target, 'ConfigMap', name);
    expect({ data: left?.data, partOf: partOf(left) }).toEqual({ data: { a: '1' }, partOf: undefined });
  }
});

test('a release without a revision, as an apply leaves it that died early, is uninstalled', async () => {
  const target = new InProcess(client());
  const at = { name: target.name, namespace: releases };
  await createRelease(client(), at);
  expect((await target.uninstall()).outcome).toBe('uninstalled');
  expect(await readRelease(client(), at)).toBeUndefined();
});

test('the lease goes with the release, and a later apply takes a new one', async () => {
  const target = new InProcess(client());
  const at = { name: target.name, namespace: releases };
  await target.apply([configMap('a')]);
  expect(await readLease(client(), at)).toBeDefined();
  await target.uninstall();
  expect(await readLease(client(), at)).toBeUndefined();
  expect(await target.apply([configMap('a')])).toMatchObject({ outcome: 'applied', revision: 1 });
});
