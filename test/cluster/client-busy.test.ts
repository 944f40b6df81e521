import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Retry } from '../../src/cluster/requests.ts';
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

/** An answer of the server's own form, as from a server in trouble. */
function says(code: number, reason: string, headers: Record<string, string> = {}): Fault {
  const status = {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message: `trouble ${code}`,
    reason,
    code,
  };
  return { answer: { status: code, headers, body: Buffer.from(JSON.stringify(status)) } };
}
const busy = (seconds?: string): Fault =>
  says(429, 'TooManyRequests', seconds === undefined ? {} : { 'retry-after': seconds });

describe('an answer of 429', () => {
  test('is waited out for as long as the server asks, and then all is well', async () => {
    const told: Retry[] = [];
    const client = through(proxy, { onRetry: (retry) => told.push(retry) });
    proxy.inject(/^PATCH/, busy('1'), busy());
    await client.apply(configMaps, configMap(namespace, 'busy'));
    expect(client.requests).toEqual({ APPLY: 3 });
    expect(told).toMatchObject([
      { verb: 'APPLY', attempt: 1, waitMs: 1000, error: { code: 'RATE_LIMITED' } },
      { verb: 'APPLY', attempt: 2 },
    ]);
  });

  test('is repeated even for what is never done twice, as nothing was done', async () => {
    await admin.create(configMaps, configMap(namespace, 'busy-patch', { a: '1' }));
    const client = through(proxy);
    proxy.inject(/^PATCH/, busy());
    const add = [{ op: 'add', path: '/data/b', value: '2' }];
    await client.patch(configMaps, at('busy-patch'), 'json', add);
    expect((await admin.get(configMaps, at('busy-patch')))?.data).toEqual({ a: '1', b: '2' });
  });

  test('that never ends is an error after the last attempt', async () => {
    const client = through(proxy, { attempts: 3 });
    proxy.inject(/^GET/, busy(), busy(), busy(), busy());
    await expect(client.get(configMaps, at('x'))).rejects.toEqual(failsWith('RATE_LIMITED'));
    expect(client.requests).toEqual({ GET: 3 });
  });

  test('that asks for more than a minute is an error at once', async () => {
    const client = through(proxy);
    proxy.inject(/^GET/, busy('3600'));
    await expect(client.get(configMaps, at('x'))).rejects.toEqual(failsWith('RATE_LIMITED'));
    expect(client.requests).toEqual({ GET: 1 });
  });
});

describe('a server in trouble', () => {
  test.each([
    [500, 'InternalError', 'SERVER_ERROR'],
    [503, 'ServiceUnavailable', 'SERVER_ERROR'],
    [504, 'Timeout', 'TIMEOUT'],
  ])('(%i) is asked again', async (code, reason) => {
    const client = through(proxy);
    proxy.inject(/^(GET|PATCH)/, says(code, reason), 'pass', says(code, reason));
    expect(await client.get(configMaps, at('none'))).toBeUndefined();
    await client.apply(configMaps, configMap(namespace, `trouble-${code}`));
    expect(client.requests).toEqual({ GET: 2, APPLY: 2 });
  });

  test('that stays in trouble is an error with what it said', async () => {
    const client = through(proxy, { attempts: 3 });
    const down = says(503, 'ServiceUnavailable');
    proxy.inject(/^GET/, down, down, down);
    await expect(client.get(configMaps, at('x'))).rejects.toEqual(
      failsWith('SERVER_ERROR', { message: 'trouble 503' }),
    );
    expect(client.requests).toEqual({ GET: 3 });
  });

  test('is not asked again for what would end the same', async () => {
    const client = through(proxy);
    proxy.inject(/^GET/, says(400, 'BadRequest'), says(403, 'Forbidden'), says(422, 'Invalid'));
    for (const code of ['INVALID', 'FORBIDDEN', 'INVALID']) {
      await expect(client.get(configMaps, at('x'))).rejects.toEqual(failsWith(code));
    }
    expect(client.requests).toEqual({ GET: 3 });
  });
});
