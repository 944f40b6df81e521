import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../src/manifests/types.ts';
import { type Fault, type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
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
const object = (name: string, data = { a: '1' }): KubeObject => configMap(namespace, name, data);

describe('a connection that breaks', () => {
  const breaks: Fault[] = ['reset before', 'reset after', 'reset within'];

  test.each(breaks)('(%s) in an apply is repeated, and the object is written once', async (fault) => {
    const name = `apply-${fault.toString().replace(' ', '-')}`;
    const client = through(proxy);
    await client.raw('/version');
    proxy.inject(/^PATCH/, fault);
    const { object: result } = await client.apply(configMaps, object(name));
    expect(client.requests.APPLY).toBe(2);
    expect(result.metadata).toMatchObject(await versionOf(name));
  });

  test.each(breaks)('(%s) in a creation is settled: ours, and created', async (fault) => {
    const name = `create-${fault.toString().replace(' ', '-')}`;
    const client = through(proxy);
    await client.raw('/version');
    proxy.inject(/^POST/, fault);
    const result = await client.create(configMaps, object(name));
    expect(result.created).toBe(true);
    expect(result.object.metadata).toMatchObject(await versionOf(name));
  });

  test('in a creation is a conflict when somebody else was first', async () => {
    const client = through(proxy);
    await client.raw('/version');
    const theirs = object('first', { a: 'theirs' });
    proxy.inject(/^POST/, { first: () => admin.create(configMaps, theirs) }, 'reset before');
    await expect(client.create(configMaps, object('first'))).rejects.toEqual(failsWith('CONFLICT'));
    proxy.forget();
    proxy.inject(/^POST/, 'reset before');
    await expect(client.create(configMaps, object('first'))).rejects.toEqual(failsWith('CONFLICT'));
    expect((await read('first'))?.data).toEqual({ a: 'theirs' });
  });

  test.each(breaks)('(%s) in a compare-and-swap is settled, and not done twice', async (fault) => {
    const name = `swap-${fault.toString().replace(' ', '-')}`;
    const { object: before } = await admin.create(configMaps, object(name));
    const client = through(proxy);
    await client.raw('/version');
    proxy.inject(/^PUT/, fault);
    const { object: after } = await client.replace(configMaps, { ...before, data: { a: '2' } });
    expect(after.data).toEqual({ a: '2' });
    expect(after.metadata).toMatchObject(await versionOf(name));
  });

  test('in a compare-and-swap is a conflict when somebody else was first', async () => {
    const { object: before } = await admin.create(configMaps, object('swap-lost'));
    const client = through(proxy);
    await client.raw('/version');
    proxy.inject(/^PUT/, 'reset before');
    await admin.patch(configMaps, at('swap-lost'), 'merge', { data: { a: 'theirs' } });
    const swapping = client.replace(configMaps, { ...before, data: { a: '2' } });
    await expect(swapping).rejects.toEqual(failsWith('CONFLICT'));
    expect((await read('swap-lost'))?.data).toEqual({ a: 'theirs' });
  });

  test('in a JSON patch is an error: it may have been done, and is not done twice', async () => {
    await admin.create(configMaps, object('json'));
    const client = through(proxy);
    await client.raw('/version');
    proxy.inject(/^PATCH/, 'reset after');
    const patch = [
      { op: 'test', path: '/data/a', value: '1' },
      { op: 'replace', path: '/data/a', value: '2' },
    ];
    await expect(client.patch(configMaps, at('json'), 'json', patch)).rejects.toEqual(
      failsWith('UNREACHABLE'),
    );
    expect(client.requests.PATCH).toBe(1);
    expect((await read('json'))?.data).toEqual({ a: '2' });
  });

  test.each(breaks)('(%s) in a deletion by uid is repeated, and the object is gone', async (fault) => {
    const name = `delete-${fault.toString().replace(' ', '-')}`;
    const { object: made } = await admin.create(configMaps, object(name));
    const client = through(proxy);
    await client.raw('/version');
    proxy.inject(/^DELETE/, fault);
    const uid = String(made.metadata.uid);
    expect(['deleted', 'gone']).toContain(await client.delete(configMaps, at(name), { uid }));
    expect(await read(name)).toBeUndefined();
  });

  test('in a deletion by uid leaves an object that was made anew meanwhile', async () => {
    const { object: made } = await admin.create(configMaps, object('anew'));
    const client = through(proxy);
    await client.raw('/version');
    const again = { first: () => admin.create(configMaps, object('anew', { a: 'theirs' })) };
    proxy.inject(/^DELETE/, 'reset after', again);
    const deleting = client.delete(configMaps, at('anew'), { uid: String(made.metadata.uid) });
    await expect(deleting).rejects.toEqual(failsWith('CONFLICT'));
    expect((await read('anew'))?.data).toEqual({ a: 'theirs' });
  });

  test('in a deletion by name alone is not repeated', async () => {
    await admin.create(configMaps, object('by-name'));
    const client = through(proxy);
    await client.raw('/version');
    proxy.inject(/^DELETE/, 'reset after');
    await expect(client.delete(configMaps, at('by-name'))).rejects.toEqual(failsWith('UNREACHABLE'));
    expect(client.requests.DELETE).toBe(1);
  });
});

/** What the last write of the object left; an answer with the same was the last write. */
async function versionOf(name: string): Promise<object> {
  const metadata = (await read(name))?.metadata;
  return { resourceVersion: metadata?.resourceVersion, uid: metadata?.uid };
}
