import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parseJson } from '../../src/manifests/json.ts';
import type { KubeObject } from '../../src/manifests/types.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { admin, cluster, configMap, configMaps, failsWith, freshNamespace, through } from './client-scene.ts';

let proxy: FaultProxy;
let namespace: string;
beforeAll(async () => {
  [proxy, namespace] = await Promise.all([startFaultProxy(cluster), freshNamespace()]);
});
beforeEach(() => proxy.forget());
afterAll(() => proxy.close());

const at = (name: string) => ({ namespace, name });
const read = (name: string): Promise<KubeObject | undefined> => admin.get(configMaps, at(name));
const make = async (name: string, metadata = {}): Promise<{ uid: string; resourceVersion: string }> => {
  const { object } = await admin.create(configMaps, configMap(namespace, name, {}, metadata));
  return object.metadata as unknown as { uid: string; resourceVersion: string };
};

describe('a deletion', () => {
  test('as a dry run deletes nothing', async () => {
    await make('dry');
    expect(await admin.delete(configMaps, at('dry'), { dryRun: true })).toBe('deleted');
    expect(
      await admin.delete(configMaps, at('dry'), { dryRun: true, propagation: 'Foreground' }),
    ).toBeDefined();
    expect((await read('dry'))?.metadata.deletionTimestamp).toBeUndefined();
  });

  test('says everything in its body and nothing in its query, which the server would ignore', async () => {
    const client = through(proxy);
    const { uid, resourceVersion } = await make('body');
    await client.delete(configMaps, at('body'), { dryRun: true, uid, resourceVersion });
    const [request] = proxy.requests;
    expect(request?.url).toBe(`/api/v1/namespaces/${namespace}/configmaps/body`);
    expect(parseJson(request?.body ?? '')).toEqual({
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      propagationPolicy: 'Background',
      dryRun: ['All'],
      preconditions: { uid, resourceVersion },
    });
  });

  test('of another uid deletes nothing', async () => {
    await make('uid');
    const deleting = admin.delete(configMaps, at('uid'), { uid: '11111111-1111-1111-1111-111111111111' });
    await expect(deleting).rejects.toEqual(failsWith('CONFLICT', { object: `ConfigMap ${namespace}/uid` }));
    expect(await read('uid')).toBeDefined();
  });

  test('of an older resourceVersion deletes nothing', async () => {
    const { uid, resourceVersion } = await make('version');
    await admin.patch(configMaps, at('version'), 'merge', { data: { a: '1' } });
    const deleting = admin.delete(configMaps, at('version'), { uid, resourceVersion });
    await expect(deleting).rejects.toEqual(failsWith('CONFLICT'));
    expect(await read('version')).toBeDefined();
  });

  test('that meets its preconditions deletes, and a second one finds it gone', async () => {
    const { uid, resourceVersion } = await make('exact');
    expect(await admin.delete(configMaps, at('exact'), { uid, resourceVersion })).toBe('deleted');
    expect(await read('exact')).toBeUndefined();
    expect(await admin.delete(configMaps, at('exact'), { uid })).toBe('gone');
  });

  test('that a finalizer holds up is told as still going on', async () => {
    const { uid } = await make('held', { finalizers: ['plumbline.dev/test'] });
    expect(await admin.delete(configMaps, at('held'), { uid })).toBe('deleting');
    expect(await admin.delete(configMaps, at('held'), { uid })).toBe('deleting');
    await admin.patch(configMaps, at('held'), 'merge', { metadata: { finalizers: null } });
    expect(await read('held')).toBeUndefined();
  });

  test('cannot be led to another path by a name', async () => {
    for (const name of ['..', '.', '', 'a/../../secrets/b', '%2e%2e']) {
      await expect(admin.delete(configMaps, at(name))).rejects.toEqual(failsWith('MANIFEST_INVALID'));
    }
  });

  test('of a namespaced object without a namespace is refused before any request', async () => {
    const client = through(proxy);
    await expect(client.delete(configMaps, { name: 'x' })).rejects.toEqual(failsWith('MANIFEST_INVALID'));
    expect(client.requests).toEqual({});
  });
});
