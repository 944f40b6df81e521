import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isObject, parseJson } from '../../src/manifests/json.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import {
  admin,
  cluster,
  configMap,
  configMaps,
  failsWith,
  freshNamespace,
  secrets,
  through,
} from './client-scene.ts';

const selector = 'part=list-test';
const count = 23;
let proxy: FaultProxy;
let namespace: string;

beforeAll(async () => {
  [proxy, namespace] = await Promise.all([startFaultProxy(cluster), freshNamespace()]);
  const labels = { part: 'list-test' };
  const own = Array.from({ length: count }, (_, index) => `own-${String(index).padStart(2, '0')}`);
  await Promise.all(
    own.map((name) =>
      admin.create(configMaps, configMap(namespace, name, { text: 'x'.repeat(8000) }, { labels })),
    ),
  );
});
beforeEach(() => proxy.forget());
afterAll(() => proxy.close());

const names = (items: { metadata: { name: string } }[]): string[] =>
  items.map(({ metadata }) => metadata.name);
const bytes = (): number => proxy.requests.reduce((sum, { reply }) => sum + (reply?.body.length ?? 0), 0);
const expired = {
  status: 410,
  body: Buffer.from(
    JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      message: 'The provided continue parameter is too old to display a consistent list result.',
      reason: 'Expired',
      code: 410,
    }),
  ),
};

describe('a list', () => {
  test('over several pages has every object once, with apiVersion and kind', async () => {
    const client = through(proxy);
    const { items } = await client.list(configMaps, { namespace, labelSelector: selector, pageSize: 10 });
    expect(names(items)).toEqual(
      Array.from({ length: count }, (_, n) => `own-${String(n).padStart(2, '0')}`),
    );
    expect(client.requests).toEqual({ LIST: 3 });
    for (const item of items) expect(item).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
  });

  test('whose objects fill the last page to the brim ends there', async () => {
    const client = through(proxy);
    const { items } = await client.list(configMaps, { namespace, labelSelector: selector, pageSize: count });
    expect(items).toHaveLength(count);
    expect(client.requests).toEqual({ LIST: 1 });
  });

  test('asks for the newest state: never for resourceVersion 0, which would ignore the limit', async () => {
    await through(proxy).list(configMaps, { namespace });
    const query = new URL(proxy.requests[0]?.url ?? '', 'https://x').searchParams;
    expect(query.get('resourceVersion')).toBeNull();
    expect(query.get('limit')).toBe('500');
  });

  test('sees what was written just before', async () => {
    const client = through(proxy);
    const labels = { part: 'fresh' };
    await admin.create(configMaps, configMap(namespace, 'fresh', {}, { labels }));
    const { items } = await client.list(configMaps, { namespace, labelSelector: 'part=fresh' });
    expect(names(items)).toEqual(['fresh']);
  });

  test('that expires between two pages is begun anew, and has no object twice', async () => {
    const client = through(proxy);
    proxy.inject(/^GET .*continue=/, 'pass', { answer: expired });
    const { items } = await client.list(configMaps, { namespace, labelSelector: selector, pageSize: 10 });
    expect(new Set(names(items)).size).toBe(count);
    expect(items).toHaveLength(count);
    expect(client.requests).toEqual({ LIST: 6 });
  });

  test('that expires again and again is an error, never a partial list', async () => {
    const client = through(proxy);
    proxy.inject(/^GET .*continue=/, { answer: expired }, { answer: expired });
    const listing = client.list(configMaps, { namespace, labelSelector: selector, pageSize: 10 });
    await expect(listing).rejects.toEqual(failsWith('SERVER_ERROR', { object: `ConfigMap ${namespace}/*` }));
  });

  test('whose second page fails for good is an error, never a partial list', async () => {
    const client = through(proxy, { attempts: 2 });
    proxy.inject(/^GET .*continue=/, 'reset before', 'reset within');
    const listing = client.list(configMaps, { namespace, labelSelector: selector, pageSize: 10 });
    await expect(listing).rejects.toEqual(failsWith('UNREACHABLE'));
  });

  test('travels gzipped, and is whole', async () => {
    const client = through(proxy);
    const { items } = await client.list(configMaps, { namespace, labelSelector: selector });
    const [request] = proxy.requests;
    expect(request?.headers['accept-encoding']).toBe('gzip');
    expect(request?.reply?.headers['content-encoding']).toEqual(['gzip']);
    expect(bytes()).toBeLessThan(count * 1000);
    for (const { data } of items) expect(isObject(data) && data.text).toHaveLength(8000);
  });

  test('whose gzip is broken says so', async () => {
    const client = through(proxy);
    proxy.inject(/^GET .*configmaps/, {
      rewrite: (reply) => ({ ...reply, body: reply.body.subarray(0, reply.body.length - 20) }),
    });
    await expect(client.list(configMaps, { namespace })).rejects.toEqual(
      failsWith('BAD_RESPONSE', { message: expect.stringContaining('gzip') }),
    );
  });

  test('of a namespace that is not there is empty', async () => {
    const { items } = await admin.list(configMaps, { namespace: 'no-such-namespace' });
    expect(items).toEqual([]);
  });

  test('of a kind that is not served is an error that says so', async () => {
    const widgets = {
      group: 'none.example',
      version: 'v1',
      kind: 'Widget',
      plural: 'widgets',
      namespaced: true,
    };
    await expect(admin.list(widgets, { namespace })).rejects.toEqual(failsWith('UNKNOWN_KIND'));
  });
});

test('foreign objects in the same namespace cost neither a request nor a byte', async () => {
  const list = async (): Promise<{ requests: number; bytes: number }> => {
    proxy.forget();
    await through(proxy).list(configMaps, { namespace, labelSelector: selector });
    const [{ reply } = {}] = proxy.requests;
    expect(reply?.status).toBe(200);
    return { requests: proxy.requests.length, bytes: bytes() };
  };
  const before = await list();
  const foreign = Array.from({ length: 40 }, (_, index) => `foreign-${index}`);
  const data = { text: Array.from({ length: 4000 }, (_, index) => index.toString(36)).join('') };
  await Promise.all(foreign.map((name) => admin.create(configMaps, configMap(namespace, name, data))));
  const after = await list();
  expect(after.requests).toBe(before.requests);
  // The list's own resourceVersion may be some digits longer.
  expect(Math.abs(after.bytes - before.bytes)).toBeLessThan(64);
});

describe('a list of metadata alone', () => {
  test('reads no value of a Secret', async () => {
    const metadata = { name: 'hidden', namespace, labels: { part: 'metadata' } };
    const stringData = { password: 'TOPSECRET' };
    await admin.create(secrets, { apiVersion: 'v1', kind: 'Secret', metadata, stringData });
    const client = through(proxy);
    const { items } = await client.list(secrets, { namespace, metadataOnly: true });
    expect(items).toMatchObject([
      { apiVersion: 'v1', kind: 'Secret', metadata: { labels: { part: 'metadata' } } },
    ]);
    expect(items[0]).not.toHaveProperty('data');
    const wire = proxy.requests[0]?.reply?.body.toString('utf8') ?? '';
    expect(parseJson(wire)).toMatchObject({ kind: 'PartialObjectMetadataList' });
    expect(wire).not.toContain(Buffer.from('TOPSECRET').toString('base64'));
  });
});
