import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parseJson } from '../../src/manifests/json.ts';
import type { Json, JsonObject } from '../../src/manifests/types.ts';
import { type FaultProxy, type Reply, startFaultProxy } from '../support/fault-proxy.ts';
import { cluster, failsWith, through } from './client-scene.ts';

let proxy: FaultProxy;
beforeAll(async () => {
  proxy = await startFaultProxy(cluster);
});
beforeEach(() => proxy.forget());
afterAll(() => proxy.close());

/** Changes the aggregated answer of `/apis`. */
const changed = (change: (groups: JsonObject[]) => JsonObject[]) => ({
  rewrite: (reply: Reply): Reply => {
    const body = parseJson(reply.body.toString('utf8')) as JsonObject;
    body.items = change(body.items as JsonObject[]) as Json[];
    const { 'content-encoding': _, ...headers } = reply.headers;
    return { ...reply, headers, body: Buffer.from(JSON.stringify(body)) };
  },
});

describe('discovery', () => {
  test('takes two requests, once for the life of a client', async () => {
    const client = through(proxy);
    const [first, second] = await Promise.all([client.discover(), client.discover()]);
    expect(second).toBe(first);
    await client.discover();
    expect(proxy.requests.map(({ url }) => url).sort()).toEqual(['/api', '/apis']);
    expect(client.requests).toEqual({ DISCOVERY: 2 });
  });

  test('knows built-in kinds with group, version, plural and scope', async () => {
    const resources = await through(proxy).discover();
    const apps = {
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      plural: 'deployments',
      namespaced: true,
    };
    expect(resources).toContainEqual(apps);
    expect(resources).toContainEqual({
      group: '',
      version: 'v1',
      kind: 'Namespace',
      plural: 'namespaces',
      namespaced: false,
    });
    expect(resources.filter(({ plural }) => plural.includes('/'))).toEqual([]);
  });

  test('tells the preferred version of a kind before the others', async () => {
    const resources = await through(proxy).discover();
    const scalers = resources.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
    expect(scalers.map(({ version }) => version)).toEqual(['v2', 'v1']);
  });

  test('understands a server that answers the plain form only', async () => {
    const aggregated = await through(proxy).discover();
    const client = through(proxy);
    // What a server before 1.26 answers: it does not know the other form.
    const plain = (path: string) => ({
      rewrite: (reply: Reply): Reply => ({
        ...reply,
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(plainOf[path] ?? ''),
      }),
    });
    const plainOf: Record<string, string> = {};
    for (const path of ['/api', '/apis']) {
      const { stdout } = await cluster.kubectl(['get', '--raw', path], { check: true });
      plainOf[path] = stdout;
      proxy.inject(new RegExp(`^GET ${path}$`), plain(path));
    }
    const key = (resource: object): string => JSON.stringify(resource);
    const understood = await client.discover();
    expect(client.requests.DISCOVERY).toBeGreaterThan(10);
    expect(understood.map(key).sort()).toEqual(aggregated.map(key).sort());
  });

  test('passes over a group whose own server is away, and says which', async () => {
    const notices: string[] = [];
    const stale = {
      metadata: { name: 'metrics.example' },
      versions: [{ version: 'v1', freshness: 'Stale' }],
    };
    proxy.inject(
      /^GET \/apis$/,
      changed((groups) => [...groups, stale]),
    );
    const client = through(proxy, { onNotice: (text) => notices.push(text) });
    const resources = await client.discover();
    expect(resources.some(({ group }) => group === 'apps')).toBe(true);
    expect(notices).toEqual([expect.stringContaining('metrics.example/v1')]);
  });

  test('that failed is not kept: the next call asks again', async () => {
    proxy.inject(/^GET \/apis$/, { answer: { status: 403, body: Buffer.from('no') } });
    const client = through(proxy);
    await expect(client.discover()).rejects.toEqual(failsWith('FORBIDDEN'));
    const groups = (await client.discover()).map(({ group }) => group);
    expect(groups).toContain('apps');
  });

  test('of which one half is missing is an error, never a short list', async () => {
    proxy.inject(/^GET \/apis$/, { rewrite: (reply) => ({ ...reply, body: reply.body.subarray(0, 100) }) });
    await expect(through(proxy).discover()).rejects.toEqual(failsWith('BAD_RESPONSE'));
  });
});
