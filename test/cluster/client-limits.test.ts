import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PlumblineError } from '../../src/errors/error.ts';
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

describe('a client that is held to limits', () => {
  test('asks for leave before every attempt at a write, and for nothing else', async () => {
    const client = through(proxy);
    let asked = 0;
    const limited = client.within({
      permit: () => {
        asked += 1;
        return 10_000;
      },
    });
    await limited.get(configMaps, at('a'));
    await limited.list(configMaps, { namespace });
    await limited.apply(configMaps, configMap(namespace, 'a'), { dryRun: true });
    expect(asked).toBe(0);
    proxy.inject(/^PATCH/, 'reset before', 'reset after');
    await limited.apply(configMaps, configMap(namespace, 'a'));
    expect(asked).toBe(3);
    await client.apply(configMaps, configMap(namespace, 'a', { a: '2' }));
    expect(asked).toBe(3);
    expect(limited.requests).toBe(client.requests);
  });

  test('does not repeat a write for which leave is no longer given', async () => {
    await admin.create(configMaps, configMap(namespace, 'b', { a: '1' }));
    const client = through(proxy);
    await client.raw('/version');
    let isLost = false;
    const limited = client.within({
      permit: () => {
        if (isLost) throw new PlumblineError('LOCK_LOST', 'lost', { object: 'Release here/shop' });
        return 10_000;
      },
    });
    const loseAndBreak = (): Promise<never> => {
      isLost = true;
      return Promise.reject(new Error('broken'));
    };
    proxy.inject(/^PATCH/, { first: loseAndBreak });
    await expect(limited.apply(configMaps, configMap(namespace, 'b', { a: '2' }))).rejects.toEqual(
      failsWith('LOCK_LOST', { object: 'Release here/shop' }),
    );
    expect(proxy.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
    expect((await admin.get(configMaps, at('b')))?.data).toEqual({ a: '1' });
  });

  test('ends a write when the time given for it is over', async () => {
    const client = through(proxy, { attempts: 1 });
    proxy.inject(/^PATCH .*\/c\?/, 'stall');
    const writing = client.within({ permit: () => 50 }).apply(configMaps, configMap(namespace, 'c'));
    await expect(writing).rejects.toEqual(
      failsWith('TIMEOUT', { message: expect.stringContaining('within 0.05 s') }),
    );
  });

  test('within limits of limits asks both for leave, and the shorter time counts', async () => {
    const client = through(proxy);
    const asked: string[] = [];
    const permit = (name: string, ms: number) => (): number => {
      asked.push(name);
      return ms;
    };
    const both = client.within({ permit: permit('outer', 50) }).within({ permit: permit('inner', 10_000) });
    // By name: a write of before, whose time was over, may still be on its way.
    proxy.inject(/^PATCH .*\/d\?/, 'stall');
    const writing = both.within({ attempts: 1 }).apply(configMaps, configMap(namespace, 'd'));
    await expect(writing).rejects.toEqual(failsWith('TIMEOUT'));
    expect(asked).toEqual(['outer', 'inner']);
  });

  test('makes no more attempts than allowed, and gives each no more time', async () => {
    const client = through(proxy);
    await client.raw('/version');
    const limited = client.within({ attempts: 1, timeoutMs: 50 });
    proxy.inject(/^GET/, 'reset before', 'stall');
    await expect(limited.get(configMaps, at('a'))).rejects.toEqual(failsWith('UNREACHABLE'));
    await expect(limited.get(configMaps, at('a'))).rejects.toEqual(failsWith('TIMEOUT'));
    expect(client.requests.GET).toBe(2);
  });
});
