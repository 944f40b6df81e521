import { expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/manifests/types.ts';
import { deployment, kubectl, live, recordOf, useClient } from './scene.ts';
import { InProcess } from './target.ts';

const client = useClient();
const wait = { enabled: true, timeout: 30_000 };

async function readiness(target: InProcess): Promise<unknown> {
  const { conditions } = (await recordOf(client(), target)).status;
  return (conditions as JsonObject[]).find(({ type }) => type === 'Ready')?.status;
}

test('a release left unready by a run that pulled drift back is ready again once its objects are', async () => {
  const target = new InProcess(client());
  const set = [deployment('web')];
  expect(await target.apply(set, { target: { wait } })).toMatchObject({ outcome: 'applied' });
  await kubectl(['set', 'image', '-n', target.name, 'deployment/web', 'main=other:1']);

  const stop = new AbortController();
  const stopped = await target.apply(set, {
    target: { wait },
    signal: stop.signal,
    progress: (event) => {
      if (event.type === 'waiting') stop.abort();
    },
  });
  expect(stopped.error).toMatchObject({ code: 'CANCELLED' });
  expect(await readiness(target)).toBe('False');
  expect((await recordOf(client(), target)).pending).toBeUndefined();

  expect(await target.apply(set, { target: { wait } })).toMatchObject({ outcome: 'recorded', revision: 1 });
  expect(await readiness(target)).toBe('True');
  const web = await live(client(), target, 'Deployment', 'web');
  expect(web?.status).toMatchObject({ readyReplicas: 1 });
  expect((await target.apply(set, { target: { wait } })).outcome).toBe('unchanged');
});
