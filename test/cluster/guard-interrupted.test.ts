import { afterAll, describe, expect, test } from '@jest/globals';
import { preview } from '../../src/apply/preview.ts';
import { pendingRevision } from '../../src/apply/record.ts';
import { revisionToRestore, rollbackContext } from '../../src/apply/rollback.ts';
import { applyTarget } from '../../src/apply/run.ts';
import type { KubeObject } from '../../src/manifests/types.ts';
import { setPause } from '../../src/release/pause-write.ts';
import { writeStatus } from '../../src/release/status.ts';
import { setPending, setPhase } from '../../src/release/transitions.ts';
import {
  applyOptions,
  client,
  configMap,
  configMaps,
  dataOf,
  edit,
  freshNamespace,
  guardAs,
  interrupted,
  meanwhile,
  read,
  released,
  visit,
  visitAs,
} from './guard-scene.ts';
import { around } from './release-server.ts';

afterAll(() => client.close());

const old = (namespace: string): KubeObject[] => [
  configMap(namespace, 'a', { key: 'old' }),
  configMap(namespace, 'same', { key: 'git' }),
  configMap(namespace, 'gone', {}),
];
const wanted = (namespace: string): KubeObject[] => [
  configMap(namespace, 'a', { key: 'new' }),
  configMap(namespace, 'same', { key: 'git' }),
  configMap(namespace, 'b', { key: 'new' }),
];
const rollback = { onInterrupted: 'rollback' as const };

/** The administrator's client, and what it deletes. */
function watched(): { login: typeof client; deleted: string[] } {
  const deleted: string[] = [];
  const login = around(client, (method, send, { kind }) => {
    if (method === 'delete') deleted.push(kind);
    return send();
  });
  return { login, deleted };
}

describe('an interrupted apply is resumed', () => {
  test('where it goes back to an older revision, which runs no hook of its chart', async () => {
    const namespace = await freshNamespace();
    const hooks = { hooks: '1'.repeat(64) };
    await released([configMap(namespace, 'a', { key: 'first' })], namespace, hooks);
    await released([configMap(namespace, 'a', { key: 'second' })], namespace, hooks);
    const release = await read(namespace);
    const clients = { client, objects: client };
    const context = await rollbackContext(clients, release, revisionToRestore(release, 1), {
      progress: () => undefined,
    });
    const planned = await preview(context, 'apply');
    await setPending(client, release, await pendingRevision(context, planned, release));
    expect(await visit(namespace)).toMatchObject({ outcome: 'clean', ended: 'resumed', revision: 3 });
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'first' });
  });

  test('as the same revision; what it removes is left to the next apply', async () => {
    const namespace = await freshNamespace();
    await released(old(namespace), namespace);
    const { pending } = await interrupted(wanted(namespace), namespace);
    const { login, deleted } = watched();
    expect(await visit(namespace, login)).toMatchObject({ outcome: 'clean', ended: 'resumed', revision: 2 });
    expect(deleted).toEqual([]);
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'new' });
    expect(await dataOf(namespace, 'b')).toEqual({ key: 'new' });
    expect((await client.get(configMaps, { namespace, name: 'gone' }))?.kind).toBe('ConfigMap');
    const release = await read(namespace);
    expect(release.pending).toBeUndefined();
    expect(release.current).toMatchObject({
      revision: pending?.revision,
      tombstones: [expect.objectContaining({ name: 'gone' })],
    });
    expect(release.status.resume).toBeUndefined();

    await released(wanted(namespace), namespace);
    expect(await client.get(configMaps, { namespace, name: 'gone' })).toBeUndefined();
    expect((await read(namespace)).current).toMatchObject({ revision: 2, tombstones: [] });
  });

  test('where it is the first one, too', async () => {
    const namespace = await freshNamespace();
    await interrupted(wanted(namespace), namespace);
    expect(await visit(namespace)).toMatchObject({ outcome: 'clean', ended: 'resumed', revision: 1 });
  });

  test('not where a claim was deleted meanwhile: it is not made anew, empty', async () => {
    const namespace = await freshNamespace();
    const claims = { ...configMaps, kind: 'PersistentVolumeClaim', plural: 'persistentvolumeclaims' };
    const claim: KubeObject = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    };
    const unheeded = { wait: { enabled: false, timeout: 0 } };
    await released([claim, ...old(namespace)], namespace, unheeded);
    await interrupted([claim, ...wanted(namespace)], namespace, unheeded);
    const at = { namespace, name: 'data' };
    await client.patch(claims, at, 'merge', { metadata: { finalizers: null } });
    await client.delete(claims, at);
    expect(await visit(namespace)).toMatchObject({
      outcome: 'interrupted',
      error: {
        object: `PersistentVolumeClaim ${namespace}/data`,
        message: 'was deleted with its data, which needs an apply',
      },
    });
    expect(await client.get(claims, at)).toBeUndefined();
  });

  test('not where an object has to be replaced, and drift is reverted all the same', async () => {
    const namespace = await freshNamespace();
    const fixed = (key: string): KubeObject => ({
      ...configMap(namespace, 'fixed', { key }),
      immutable: true,
    });
    await released([fixed('old'), ...old(namespace)], namespace);
    await interrupted([fixed('new'), ...old(namespace)], namespace);
    await edit(namespace, 'same', { key: 'by hand' });
    expect(await visit(namespace)).toMatchObject({
      outcome: 'interrupted',
      error: {
        code: 'APPLY_FAILED',
        object: `ConfigMap ${namespace}/fixed`,
        message: 'has to be replaced, which needs an apply',
      },
      drift: { reverted: 1 },
    });
    expect(await dataOf(namespace, 'fixed')).toEqual({ key: 'old' });
    expect(await dataOf(namespace, 'same')).toEqual({ key: 'git' });
    expect((await read(namespace)).pending?.phase).toBe('applying');
  });

  test('by a later look where the guard is told to stop in between', async () => {
    const namespace = await freshNamespace();
    await released(old(namespace), namespace);
    await interrupted(wanted(namespace), namespace);
    const stop = new AbortController();
    const login = meanwhile('replace', 'Lease', () => stop.abort());
    const stopped = await visitAs({ ...guardAs(login), signal: stop.signal }, namespace);
    expect(stopped).toMatchObject({ outcome: 'interrupted', error: { code: 'CANCELLED' } });
    expect((await read(namespace)).pending?.phase).toBe('applying');
    expect(await visit(namespace)).toMatchObject({ outcome: 'clean', ended: 'resumed', revision: 2 });
  });
});

describe('an interrupted apply is rolled back', () => {
  test('where the policy says so, without a revision and without a deletion; the next apply removes what it made', async () => {
    const namespace = await freshNamespace();
    await released(old(namespace), namespace, rollback);
    const { id } = await interrupted(wanted(namespace), namespace, rollback);
    await client.apply(configMaps, labelled(configMap(namespace, 'a', { key: 'new' }), id));
    await client.apply(configMaps, labelled(configMap(namespace, 'b', { key: 'new' }), id));
    const { login, deleted } = watched();
    expect(await visit(namespace, login)).toMatchObject({ ended: 'rolled-back', revision: 1 });
    expect(deleted).toEqual([]);
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'old' });
    expect(await dataOf(namespace, 'b')).toEqual({ key: 'new' });
    const release = await read(namespace);
    expect(release.current?.revision).toBe(1);
    expect(release.pending).toMatchObject({
      revision: 2,
      phase: 'failed',
      message: 'rolled back by the guard to revision 1',
    });

    await released(old(namespace), namespace);
    expect(await dataOf(namespace, 'b')).toBeUndefined();
    expect((await read(namespace)).pending).toBeUndefined();
  });

  test('not where there is no revision to go back to', async () => {
    const namespace = await freshNamespace();
    await interrupted(wanted(namespace), namespace, rollback);
    expect(await visit(namespace)).toMatchObject({
      outcome: 'interrupted',
      notes: [expect.stringContaining('no revision to go back to')],
    });
  });
});

describe('an interrupted apply is left alone', () => {
  test('where the policy is to report it', async () => {
    const namespace = await freshNamespace();
    const policy = { onInterrupted: 'report' as const };
    await released(old(namespace), namespace, policy);
    await interrupted(wanted(namespace), namespace, policy);
    expect(await visit(namespace)).toMatchObject({
      outcome: 'interrupted',
      notes: [expect.stringContaining('revision 2 was interrupted')],
    });
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'old' });
  });

  test('where its chart has hooks, which the guard does not run', async () => {
    const namespace = await freshNamespace();
    await released(old(namespace), namespace, { hooks: '1'.repeat(64) });
    await interrupted(wanted(namespace), namespace, { hooks: '2'.repeat(64) });
    expect(await visit(namespace)).toMatchObject({
      outcome: 'interrupted',
      notes: [expect.stringContaining('its chart has hooks, which only an apply runs')],
    });
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'old' });
  });

  test('where it has failed: that waits for the next apply', async () => {
    const namespace = await freshNamespace();
    await released(old(namespace), namespace);
    await setPhase(client, await interrupted(wanted(namespace), namespace), 'failed', 'it failed');
    expect(await visit(namespace)).toMatchObject({ outcome: 'clean' });
    expect((await read(namespace)).pending?.phase).toBe('failed');
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'old' });
  });

  test('after three attempts without progress, and drift is looked for all the same', async () => {
    const namespace = await freshNamespace();
    await released(old(namespace), namespace);
    const release = await interrupted(wanted(namespace), namespace);
    const resume = { revision: release.pending?.revision ?? 0, attempts: 3, remaining: 0 };
    await writeStatus(client, release, 'plumbline-guard', { resume });
    await edit(namespace, 'same', { key: 'by hand' });
    expect(await visit(namespace)).toMatchObject({
      outcome: 'interrupted',
      error: { code: 'APPLY_FAILED', message: expect.stringContaining('3 times without progress') },
      drift: { reverted: 1 },
    });
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'old' });
    expect((await read(namespace)).status).toMatchObject({ resume, lastCheck: { reverted: 1 } });
  });

  test("where a person rolls back before the lease is the guard's", async () => {
    const namespace = await freshNamespace();
    await released([configMap(namespace, 'a', { key: 'first' })], namespace);
    await released([configMap(namespace, 'a', { key: 'second' })], namespace);
    await interrupted([configMap(namespace, 'a', { key: 'third' })], namespace);
    const login = meanwhile('replace', 'Lease', async () => {
      const release = await read(namespace);
      const clients = { client, objects: client };
      const context = await rollbackContext(clients, release, revisionToRestore(release, 1), {
        progress: () => undefined,
      });
      expect((await applyTarget(context, applyOptions)).error).toBeUndefined();
    });
    const seen = await visit(namespace, login);
    expect(seen).toMatchObject({ outcome: 'clean', revision: 4 });
    expect(seen.ended).toBeUndefined();
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'first' });
  });

  test("where a person pauses before the lease is the guard's", async () => {
    const namespace = await freshNamespace();
    await released(old(namespace), namespace);
    await interrupted(wanted(namespace), namespace);
    const until = new Date(client.now() + 3_600_000).toISOString();
    const login = meanwhile('replace', 'Lease', async () =>
      setPause(client, await read(namespace), { until, reason: 'an incident' }),
    );
    expect(await visit(namespace, login)).toMatchObject({ outcome: 'interrupted', paused: { until } });
    expect(await dataOf(namespace, 'a')).toEqual({ key: 'old' });
  });
});

/** As the apply itself writes it. */
function labelled(object: KubeObject, partOf: string): KubeObject {
  const labels = { 'applyset.kubernetes.io/part-of': partOf };
  return { ...object, metadata: { ...object.metadata, labels } };
}
