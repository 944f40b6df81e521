import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ClusterClient } from '../../src/cluster/types.ts';
import { idKey } from '../../src/manifests/identity.ts';
import type { JsonObject } from '../../src/manifests/types.ts';
import { keyName } from '../../src/release/key.ts';
import { type ReleaseName, readRelease } from '../../src/release/read.ts';
import { writeStatus } from '../../src/release/status.ts';
import {
  collectChunks,
  referencedChunks,
  storeBaselines,
  storeObjects,
} from '../../src/release/stored-chunks.ts';
import { createRelease, dropTombstones, promote, setPending } from '../../src/release/transitions.ts';
import type { Baseline, Release } from '../../src/release/types.ts';
import { begun, configMap, secret } from '../unit/release/fixtures.ts';
import { around, connectToServer, freshName, namespace, storedBy } from './release-server.ts';

let client: ClusterClient;
let server: Awaited<ReturnType<typeof connectToServer>>;
beforeAll(async () => {
  server = await connectToServer();
  ({ client } = server);
});
afterAll(() => server.stop());

const old = [configMap('a'), secret('s', 'one')];
const set = [configMap('b'), secret('s', 'two')];
const tombstone = { group: '', kind: 'ConfigMap', namespace: 'shop', name: 'a', version: 'v1' };

/** The writes of an apply to its record, in their order; what is done already is not done again. */
async function record(by: ClusterClient, at: ReleaseName, revision: number, manifests = set): Promise<void> {
  let release: Release = (await readRelease(by, at)) ?? (await createRelease(by, at));
  if (release.current?.revision !== revision) {
    const objects = await storeObjects(by, release, manifests);
    const next = { ...begun(revision, `commit${revision}`, manifests, objects), tombstones: [tombstone] };
    release = await promote(by, await setPending(by, release, next));
  }
  if (release.current?.tombstones.length !== 0) release = await dropTombstones(by, release, []);
  const baselines = manifests.map(({ id, object }): [string, Baseline] => [
    idKey(id),
    { id, uid: 'u', apiVersion: 'v1', fields: {}, values: object, manifest: 'd' },
  ]);
  const refs = await storeBaselines(by, release, new Map(baselines));
  release = await writeStatus(by, release, 'plumbline-apply', {
    revision,
    baselines: refs as unknown as JsonObject[],
  });
  await collectChunks(by, release);
}

/** A client whose process dies at its nth request: before it is sent, or before its answer is read. */
function dying(n: number, when: 'before' | 'after'): ClusterClient {
  let requests = 0;
  return around(client, async (_method, send) => {
    requests += 1;
    if (requests > n || (requests === n && when === 'before')) throw new Error('killed');
    const answer = await send();
    if (requests === n) throw new Error('killed');
    return answer;
  });
}

/** All that must be the same in the end, without what the server and the key make unique. */
async function ending(at: ReleaseName): Promise<unknown> {
  const release = (await readRelease(client, at)) as Release;
  const stored = [...(await storedBy(client, at.name)).keys()].sort();
  expect(stored).toEqual([...referencedChunks(release), keyName(at.name)].sort());
  const { current, pending, history, newestCommit, baselines, annotations } = release;
  return {
    current: { ...current, objects: current?.objects.count, envelope: '' },
    pending,
    history: history.map(({ revision, source }) => ({ revision, source })),
    newestCommit,
    baselines: [...baselines.values()],
    annotations,
  };
}

test.each(['before', 'after'] as const)(
  'a run killed %s any request of its first or second revision ends the same the next time',
  async (when) => {
    const undisturbed = { name: freshName(), namespace };
    await record(client, undisturbed, 1, old);
    const firstEnd = await ending(undisturbed);
    await record(client, undisturbed, 2);
    const secondEnd = await ending(undisturbed);
    let ended = false;
    for (let n = 1; !ended; n += 1) {
      const at = { name: freshName(), namespace };
      for (const [revision, manifests, end] of [
        [1, old, firstEnd],
        [2, set, secondEnd],
      ] as const) {
        ended = await record(dying(n, when), at, revision, manifests).then(
          () => true,
          () => false,
        );
        await record(client, at, revision, manifests);
        expect(await ending(at)).toEqual(end);
      }
      expect(n).toBeLessThan(40);
    }
  },
);
