import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ClusterClient } from '../../src/cluster/types.ts';
import { idKey } from '../../src/manifests/identity.ts';
import { stringifyJson } from '../../src/manifests/json.ts';
import type { Manifest } from '../../src/manifests/types.ts';
import { chunkLabel, releaseResource } from '../../src/release/id.ts';
import { keyName } from '../../src/release/key.ts';
import { pauseOf } from '../../src/release/pause.ts';
import { clearPause, setPause } from '../../src/release/pause-write.ts';
import { listReleases, readObjects, readRelease } from '../../src/release/read.ts';
import { writeStatus } from '../../src/release/status.ts';
import {
  collectChunks,
  referencedChunks,
  storeBaselines,
  storeObjects,
} from '../../src/release/stored-chunks.ts';
import {
  createRelease,
  dropTombstones,
  promote,
  recordCommit,
  setPending,
  setPhase,
} from '../../src/release/transitions.ts';
import type { Baseline, Release } from '../../src/release/types.ts';
import { begun, configMap, secret } from '../unit/release/fixtures.ts';
import {
  allow,
  around,
  configMaps,
  connectToServer,
  events,
  freshName,
  namespace,
  secrets,
  storedBy,
} from './release-server.ts';

let client: ClusterClient;
let server: Awaited<ReturnType<typeof connectToServer>>;
beforeAll(async () => {
  server = await connectToServer();
  ({ client } = server);
});
afterAll(() => server.stop());

const set = [configMap('a'), configMap('b'), secret('s', 'hunter2')];

async function begin(release: Release, revision: number, manifests: Manifest[] = set): Promise<Release> {
  const objects = await storeObjects(client, release, manifests);
  return setPending(client, release, begun(revision, `commit${revision}`, manifests, objects));
}

async function applied(manifests: Manifest[] = set): Promise<Release> {
  const release = await createRelease(client, { name: freshName(), namespace });
  return promote(client, await begin(release, 1, manifests));
}

const read = async (release: Release, by = client): Promise<Release> =>
  (await readRelease(by, release)) as Release;

const baselines = (manifests: Manifest[]): Map<string, Baseline> =>
  new Map(
    manifests.map(({ id, object }) => {
      const baseline = { id, uid: 'u', apiVersion: 'v1', fields: {}, values: object, manifest: 'd' };
      return [idKey(id), baseline];
    }),
  );

async function withBaselines(release: Release): Promise<Release> {
  const refs = await storeBaselines(client, release, baselines(set));
  return writeStatus(client, release, 'plumbline-apply', { revision: 1, baselines: refs as never });
}

const chunkOf = (release: Release, kind: 'ConfigMap' | 'Secret'): string =>
  release.current?.objects.chunks.find((ref) => ref.kind === kind)?.name ?? '';

describe('a revision', () => {
  test('is read as it was written, places included', async () => {
    const release = await read(await applied());
    expect(release.current?.manifests).toEqual(set);
    expect(release).toMatchObject({ newestCommit: 'commit1', history: [], secretsReadable: true });
    expect(release.pending).toBeUndefined();
  });

  test('is read while it is begun, and how it ended', async () => {
    const begun2 = await begin(await applied(), 2, [configMap('c')]);
    await setPhase(client, begun2, 'failed', 'it broke');
    const { current, pending, newestCommit } = await read(begun2);
    expect(current?.manifests).toEqual(set);
    expect(pending).toMatchObject({ revision: 2, phase: 'failed', message: 'it broke' });
    expect(pending?.manifests).toEqual([configMap('c')]);
    expect(newestCommit).toBe('commit1');
  });

  test('keeps what is secret in Secrets only', async () => {
    const release = await withBaselines(await applied());
    const stored = await storedBy(client, release.name);
    const open = [...stored.values()].filter(({ kind }) => kind === 'ConfigMap');
    const bytes = open.map(({ binaryData }) => Buffer.from(stringifyJson(binaryData ?? null)).toString());
    expect(open).toHaveLength(2);
    expect([...stored.values()].filter(({ kind }) => kind === 'Secret')).toHaveLength(3);
    expect(bytes.join()).not.toContain('hunter2');
    expect(stringifyJson(release.object)).not.toContain(Buffer.from('hunter2').toString('base64'));
  });

  test('without Secrets needs no key and no right on Secrets', async () => {
    const release = await applied([configMap('a')]);
    expect([...(await storedBy(client, release.name)).values()].map(({ kind }) => kind)).toEqual([
      'ConfigMap',
    ]);
  });

  test('has the same digest in any order, and another when a Secret differs', async () => {
    const release = await createRelease(client, { name: freshName(), namespace });
    const digest = async (manifests: Manifest[]): Promise<string> =>
      (await storeObjects(client, release, manifests)).digest;
    expect(await digest([...set].reverse())).toBe(await digest(set));
    expect(await digest([...set.slice(0, 2), secret('s', 'other')])).not.toBe(await digest(set));
  });

  test('of the same objects at a new commit is the same revision', async () => {
    const release = await applied();
    await recordCommit(client, release, { repository: 'acme/shop', commit: 'later' });
    const { current, newestCommit, history } = await read(release);
    expect(current).toMatchObject({ revision: 1, source: { commit: 'later' } });
    expect({ newestCommit, history }).toEqual({ newestCommit: 'later', history: [] });
  });

  test('made by going back leaves the newest commit', async () => {
    const release = await applied();
    const objects = await storeObjects(client, release, set);
    const back = await setPending(client, release, { ...begun(2, 'commit0', set, objects), rollback: true });
    await promote(client, back);
    expect(await read(release)).toMatchObject({ newestCommit: 'commit1', current: { rollback: true } });
  });

  test('keeps its removed objects until they are gone', async () => {
    const release = await applied();
    const objects = await storeObjects(client, release, [configMap('a')]);
    const gone = {
      group: 'apps',
      kind: 'Deployment',
      namespace: 'other',
      name: 'web',
      version: 'v1',
      uid: 'u',
    };
    const next = { ...begun(2, 'commit2', [configMap('a')], objects), tombstones: [gone] };
    const promoted = await promote(client, await setPending(client, release, next));
    expect((await read(release)).current?.tombstones).toEqual([gone]);
    expect(promoted.annotations['applyset.kubernetes.io/contains-group-kinds']).toContain('Deployment.apps');
    expect(promoted.annotations['applyset.kubernetes.io/additional-namespaces']).toBe('other,shop');
    await dropTombstones(client, promoted, []);
    const after = await read(release);
    expect(after.current?.tombstones).toEqual([]);
    expect(after.annotations['applyset.kubernetes.io/additional-namespaces']).toBe('shop');
  });
});

describe('the history', () => {
  test('keeps ten revisions with their objects, and no chunk of older ones', async () => {
    let release = await applied();
    for (let revision = 2; revision <= 13; revision += 1) {
      release = await promote(client, await begin(release, revision, [configMap('a', `v${revision}`)]));
    }
    release = await read(release);
    expect(release.history.map(({ revision }) => revision)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    await collectChunks(client, release);
    const stored = [...(await storedBy(client, release.name)).keys()].sort();
    expect(stored).toEqual([...referencedChunks(release), keyName(release.name)].sort());
    const oldest = release.history.at(-1)?.objects;
    expect(await readObjects(client, release, oldest as never)).toEqual([configMap('a', 'v3')]);
  });

  test('refuses an edited revision', async () => {
    const release = await promote(client, await begin(await applied(), 2, [configMap('c')]));
    const history = [{ ...release.history[0], policy: {} }] as never;
    await client.patch(releaseResource, release, 'merge', { spec: { history } });
    const edited = await read(release);
    await expect(readObjects(client, edited, edited.history[0]?.objects as never)).rejects.toMatchObject({
      code: 'RECORD_CORRUPT',
      message: expect.stringContaining('policy'),
    });
  });
});

describe('writing', () => {
  test('is a compare-and-swap: of two that begin, one has a conflict', async () => {
    const release = await createRelease(client, { name: freshName(), namespace });
    const ends = await Promise.allSettled([begin(release, 1), begin(release, 1, [configMap('c')])]);
    const rejected = ends.filter((end) => end.status === 'rejected');
    expect(rejected).toMatchObject([{ reason: { code: 'CONFLICT' } }]);
  });

  test("goes on when only the status or an annotation has moved: the guard's report, a pause", async () => {
    const release = await begin(await createRelease(client, { name: freshName(), namespace }), 1);
    await writeStatus(client, release, 'plumbline-guard', { drifted: 2 });
    await setPause(client, release, { until: '2099-01-01T00:00:00Z', reason: 'why', actor: 'alice' });
    await promote(client, release);
    const after = await read(release);
    expect(after).toMatchObject({ current: { revision: 1 }, status: { drifted: 2 } });
    expect(pauseOf(after, client.now())?.reason).toBe('why');
  });

  test('by two runs at once agrees on one key', async () => {
    const release = await createRelease(client, { name: freshName(), namespace });
    const other = await server.actAs('system:admin');
    await allow(client, 'system:admin', [
      { apiGroups: [''], resources: ['configmaps', 'secrets'], verbs: ['*'] },
    ]);
    const [a, b] = await Promise.all([
      storeObjects(client, release, set),
      storeObjects(other, { ...release, intact: new Set() }, set),
    ]);
    expect(a).toEqual(b);
  });

  test('of the status has two writers, who leave each other alone', async () => {
    const release = await applied();
    const condition = (type: string, status: string, lastTransitionTime: string) => ({
      type,
      status,
      reason: 'Test',
      lastTransitionTime,
    });
    const ready = [condition('Ready', 'True', '2026-01-01T00:00:00Z')];
    const drifted = [condition('Drifted', 'False', '2026-01-01T00:00:00Z')];
    await writeStatus(client, release, 'plumbline-apply', { revision: 1, conditions: ready });
    const second = await writeStatus(client, release, 'plumbline-guard', { drifted: 0, conditions: drifted });
    expect(second.status).toMatchObject({ revision: 1, drifted: 0, conditions: [...ready, ...drifted] });
    const later = [condition('Ready', 'True', '2027-01-01T00:00:00Z')];
    const third = await writeStatus(client, second, 'plumbline-apply', { revision: 1, conditions: later });
    expect(third.status).toEqual(second.status);
    expect(third.resourceVersion).toBe(second.resourceVersion);
  });

  test('a pause makes an Event, and its end another', async () => {
    const release = await applied();
    await setPause(client, release, { until: '2099-01-01T00:00:00Z', reason: 'an incident', actor: 'alice' });
    expect(pauseOf(await read(release), client.now())).toEqual({
      until: '2099-01-01T00:00:00Z',
      reason: 'an incident',
    });
    await clearPause(client, release, 'alice');
    expect(pauseOf(await read(release), client.now())).toBeUndefined();
    const fieldSelector = `involvedObject.name=${release.name}`;
    const { items } = await client.list(events, { namespace, fieldSelector });
    expect(new Set(items.map(({ reason }) => reason))).toEqual(new Set(['Paused', 'Resumed']));
  });
});

describe('reading', () => {
  test('gives nothing where there is no release, and lists those there are', async () => {
    expect(await readRelease(client, { name: freshName(), namespace })).toBeUndefined();
    const release = await applied();
    expect((await listReleases(client)).map(({ metadata }) => metadata.name)).toContain(release.name);
  });

  test('gives a login without rights on Secrets everything else', async () => {
    const release = await withBaselines(await applied());
    const user = freshName();
    await allow(client, user, [
      { apiGroups: ['plumbline.dev'], resources: ['releases'], verbs: ['get'] },
      { apiGroups: [''], resources: ['configmaps'], verbs: ['get'] },
    ]);
    const seen = await read(release, await server.actAs(user));
    expect(seen.secretsReadable).toBe(false);
    expect(seen.current?.manifests).toEqual(set.slice(0, 2));
    expect([...seen.baselines.keys()]).toEqual(set.slice(0, 2).map(({ id }) => idKey(id)));
  });

  test.each([
    ['ConfigMap', configMaps],
    ['Secret', secrets],
  ] as const)('names a %s that is missing', async (kind, resource) => {
    const release = await applied();
    const name = chunkOf(release, kind);
    await client.delete(resource, { namespace, name });
    await expect(read(release)).rejects.toMatchObject({
      code: 'RECORD_CORRUPT',
      message: expect.stringContaining(`${kind} ${name} is missing`),
      remedy: expect.any(String),
    });
  });

  test('names a key that is missing', async () => {
    const release = await applied();
    await client.delete(secrets, { namespace, name: keyName(release.name) });
    // Another run: this one still knows the key.
    const other = Object.assign(
      around(client, (_method, send) => send()),
      { requests: {} },
    );
    await expect(read(release, other)).rejects.toMatchObject({
      code: 'RECORD_CORRUPT',
      message: expect.stringContaining(`Secret ${keyName(release.name)} is missing`),
    });
  });

  test('refuses an edited pointer', async () => {
    const release = await applied();
    await client.patch(releaseResource, release, 'merge', { spec: { current: { revision: 7 } } });
    await expect(read(release)).rejects.toMatchObject({ code: 'RECORD_CORRUPT' });
  });

  test('refuses a newer format before anything is written', async () => {
    const release = await applied();
    await client.patch(releaseResource, release, 'merge', { spec: { format: 2 } });
    await expect(read(release)).rejects.toMatchObject({ code: 'FORMAT_TOO_NEW' });
  });

  test('begins again when an apply takes its old chunks away in between', async () => {
    const begun2 = await begin(await applied(), 2, [configMap('c')]);
    const move = async () => {
      await collectChunks(client, await promote(client, await begin(begun2, 2, [configMap('d')])));
    };
    let moved: Promise<void> | undefined;
    const slow = around(client, async (_method, send, { kind }) => {
      if (kind !== 'ConfigMap') return send();
      moved ??= move();
      await moved;
      return send();
    });
    expect((await read(begun2, slow)).current?.manifests).toEqual([configMap('d')]);
  });
});

describe('what is stored already', () => {
  test('is not stored again', async () => {
    const release = await read(await withBaselines(await applied()));
    const before = { ...client.requests };
    await storeObjects(client, release, set);
    await storeBaselines(client, release, baselines(set));
    expect(client.requests).toEqual(before);
  });

  test('is made anew when it is damaged', async () => {
    const release = await withBaselines(await applied());
    for (const { name, kind } of (release.status.baselines ?? []) as { name: string; kind: string }[]) {
      await client.delete(kind === 'Secret' ? secrets : configMaps, { namespace, name });
      if (kind === 'Secret') continue;
      const metadata = { ...release.object.metadata, name, labels: { [chunkLabel]: release.name } };
      const fake = { apiVersion: 'v1', kind, metadata: { name, namespace, labels: metadata.labels } };
      await client.create(configMaps, { ...fake, binaryData: { chunk: 'AAAA' } });
    }
    const poorer = await read(release);
    expect(poorer.baselines.size).toBe(0);
    await withBaselines(poorer);
    expect((await read(release)).baselines.size).toBe(set.length);
  });

  test('of an earlier Release of the same name is made anew, since it goes with that one', async () => {
    const old = await applied();
    await client.delete(releaseResource, old, { uid: old.uid });
    const release = await createRelease(client, old);
    await collectChunks(client, await promote(client, await begin(release, 1)));
    const owners = [...(await storedBy(client, old.name)).values()].map(
      ({ metadata }) => (metadata.ownerReferences as { uid: string }[])[0]?.uid,
    );
    expect(owners).toEqual([release.uid, release.uid, release.uid]);
    expect((await read(release)).current?.manifests).toEqual(set);
  });
});
