import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type FaultProxy, type Reply, startFaultProxy } from '../support/fault-proxy.ts';
import {
  admin,
  cluster,
  configMap,
  configMaps,
  deployment,
  deployments,
  failsWith,
  freshNamespace,
  namespaces,
  secrets,
  through,
} from './client-scene.ts';

let proxy: FaultProxy;
let namespace: string;
beforeAll(async () => {
  [proxy, namespace] = await Promise.all([startFaultProxy(cluster), freshNamespace()]);
  await admin.create(configMaps, configMap(namespace, 'here', { a: '1' }));
});
beforeEach(() => proxy.forget());
afterAll(() => proxy.close());

const here = (): { namespace: string; name: string } => ({ namespace, name: 'here' });
const page = (status: number, body: string, type = 'text/html') => ({
  answer: { status, headers: { 'content-type': type }, body: Buffer.from(body) },
});
const cutTo = (bytes: number) => ({
  rewrite: (reply: Reply): Reply => ({ ...reply, body: reply.body.subarray(0, bytes) }),
});

describe('an answer', () => {
  test('that does not come to its end in time is a TIMEOUT, after one repetition', async () => {
    const client = through(proxy, { timeoutMs: 300 });
    proxy.inject(/^GET .*configmaps/, 'stall', 'stall', 'stall');
    await expect(client.get(configMaps, here())).rejects.toEqual(
      failsWith('TIMEOUT', {
        object: `ConfigMap ${namespace}/here`,
        message: expect.stringContaining('within 0.3 s'),
      }),
    );
    expect(client.requests.GET).toBe(2);
  });

  test('that was slow once is asked for again', async () => {
    const client = through(proxy, { timeoutMs: 3000 });
    proxy.inject(/^GET .*configmaps/, 'stall');
    expect((await client.get(configMaps, here()))?.data).toEqual({ a: '1' });
  });

  test.each([0, 1, 40])(
    'cut off after %i bytes is an error, without a word of what it held',
    async (bytes) => {
      const metadata = { name: `cut-${bytes}`, namespace };
      await admin.create(secrets, {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata,
        stringData: { a: 'TOPSECRET' },
      });
      const client = through(proxy);
      proxy.inject(/^GET .*secrets/, cutTo(bytes));
      await expect(client.get(secrets, metadata)).rejects.toEqual(
        failsWith('BAD_RESPONSE', {
          object: `Secret ${namespace}/cut-${bytes}`,
          message: expect.stringMatching(
            new RegExp(`no JSON object \\(application/json, ${bytes} characters\\)`),
          ),
        }),
      );
    },
  );

  test('that is a login page is no object', async () => {
    const client = through(proxy);
    proxy.inject(/^GET/, page(200, '<html>Please log in</html>'));
    await expect(client.get(configMaps, here())).rejects.toEqual(
      failsWith('BAD_RESPONSE', {
        message: expect.stringContaining('text/html'),
        remedy: expect.stringContaining('proxy'),
      }),
    );
  });

  test('404 of anybody but the API server does not prove that an object is absent', async () => {
    const client = through(proxy);
    proxy.inject(
      /^GET/,
      page(404, '<html>no such page</html>'),
      page(404, 'default backend - 404', 'text/plain'),
    );
    await expect(client.get(configMaps, here())).rejects.toEqual(failsWith('BAD_RESPONSE'));
    await expect(client.get(configMaps, here())).rejects.toEqual(failsWith('BAD_RESPONSE'));
  });

  test('of another shape is no list', async () => {
    const client = through(proxy);
    proxy.inject(/^GET/, page(200, '{"items":[1]}', 'application/json'), page(200, '{}', 'application/json'));
    await expect(client.list(configMaps, { namespace })).rejects.toEqual(failsWith('BAD_RESPONSE'));
    await expect(client.list(configMaps, { namespace })).rejects.toEqual(failsWith('BAD_RESPONSE'));
  });

  test('of an object, a namespace or a kind that is not there is nothing', async () => {
    const widgets = {
      group: 'none.example',
      version: 'v1',
      kind: 'Widget',
      plural: 'widgets',
      namespaced: true,
    };
    expect(await admin.get(configMaps, { namespace, name: 'absent' })).toBeUndefined();
    expect(await admin.get(configMaps, { namespace: 'absent', name: 'absent' })).toBeUndefined();
    expect(await admin.get(namespaces, { name: 'absent' })).toBeUndefined();
    expect(await admin.get(widgets, { namespace, name: 'absent' })).toBeUndefined();
  });
});

describe('warnings of the server', () => {
  test('come with the result of a write, its own and others, each once', async () => {
    const client = through(proxy);
    const warning = ['299 - "first, with \\"quotes\\""', '299 - "second"', '299 - "second"'];
    proxy.inject(/^PATCH/, {
      rewrite: (reply) => ({ ...reply, headers: { ...reply.headers, warning } }),
    });
    const { warnings } = await client.apply(configMaps, configMap(namespace, 'warned'));
    expect(warnings).toEqual(['first, with "quotes"', 'second']);
  });

  test('of the real server about a doubtful manifest are kept', async () => {
    const env = [
      { name: 'A', value: '$(B)' },
      { name: 'B', value: 'x' },
    ];
    const image = 'example.org/web:1';
    const containers = [{ name: 'main', image, env, resources: { requests: { memory: '0.5' } } }];
    const template = { metadata: { labels: { app: 'doubt' } }, spec: { containers } };
    const { warnings } = await admin.apply(deployments, deployment(namespace, 'doubt', { template }));
    expect(warnings).toEqual([expect.stringContaining('fractional byte value')]);
  });

  test('are none for a plain write', async () => {
    expect((await admin.apply(configMaps, configMap(namespace, 'plain'))).warnings).toEqual([]);
  });
});

test('one kept connection serves many requests, and no more connections than allowed are open', async () => {
  const client = through(proxy, { maxSockets: 3 });
  const before = proxy.connections();
  await Promise.all(Array.from({ length: 30 }, () => client.get(configMaps, here())));
  expect(proxy.connections() - before).toBeLessThanOrEqual(3);
  expect(client.requests).toEqual({ GET: 30 });
});

test("the server's clock counts, not this machine's", async () => {
  const client = through(proxy);
  const future = new Date(Date.now() + 3_600_000).toUTCString();
  proxy.inject(/^GET/, { rewrite: (reply) => ({ ...reply, headers: { ...reply.headers, date: future } }) });
  await client.raw('/version');
  expect(client.now()).toBeGreaterThanOrEqual(Date.parse(future));
  expect(client.now()).toBeLessThan(Date.parse(future) + 60_000);
});
