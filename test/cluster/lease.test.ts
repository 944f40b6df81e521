import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HeldLease, type LeaseHolder, tryAcquire } from '../../src/apply/lease.ts';
import { type LeaseState, leaseName, leaseResource, readLease } from '../../src/apply/lease-object.ts';
import { withLease } from '../../src/apply/locked.ts';
import type { ProgressEvent } from '../../src/apply/types.ts';
import type { ClusterClient } from '../../src/cluster/types.ts';
import { until } from '../../src/cluster/until.ts';
import type { Target } from '../../src/config/types.ts';
import { PlumblineError } from '../../src/errors/error.ts';
import type { KubeObject } from '../../src/manifests/types.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { cluster, through } from './client-scene.ts';
import { around, configMaps, connectToServer, freshName, namespace } from './release-server.ts';

let client: ClusterClient;
let server: Awaited<ReturnType<typeof connectToServer>>;
beforeAll(async () => {
  server = await connectToServer();
  ({ client } = server);
});
afterAll(() => server.stop());

const by = (holder: string, release = freshName(), change: Partial<LeaseHolder> = {}): LeaseHolder => ({
  client,
  release: { name: release, namespace },
  holder,
  durationMs: 30_000,
  ...change,
});
const held = (lease: HeldLease | LeaseState): HeldLease => {
  if (lease instanceof HeldLease) return lease;
  throw new Error(`held by ${lease.holder}`);
};
const acquire = async (holder: LeaseHolder): Promise<HeldLease> => held(await tryAcquire(holder));
const at = (release: string) => ({ namespace, name: leaseName(release) });
const lost = (why: string) =>
  expect.objectContaining({ code: 'LOCK_LOST', message: expect.stringContaining(why) });

/** What the lease says once nothing may be written any more. */
async function lossOf(lease: HeldLease): Promise<unknown> {
  let loss: unknown;
  await until(10_000, () => {
    try {
      lease.permit();
    } catch (thrown) {
      loss = thrown;
    }
    return Promise.resolve(loss !== undefined);
  });
  return loss;
}

describe('the lease of a release', () => {
  test('is held by one run at a time, whose name it tells', async () => {
    const name = freshName();
    const lease = await acquire(by('a', name));
    expect(await tryAcquire(by('b', name))).toMatchObject({ holder: 'a' });
    await lease.release();
    const next = await acquire(by('b', name));
    await next.release();
  });

  test('of many that ask at once, goes to one', async () => {
    const name = freshName();
    const runs = Array.from({ length: 8 }, (_, index) => tryAcquire(by(`run-${index}`, name)));
    const leases = (await Promise.all(runs)).filter((one) => one instanceof HeldLease);
    expect(leases).toHaveLength(1);
    await leases[0]?.release();
  });

  test('that has ended is taken over, and its former holder stops', async () => {
    const name = freshName();
    const first = await acquire(by('a', name));
    const renewTime = new Date(client.now() - 31_000).toISOString().replace('Z', '000Z');
    await client.patch(leaseResource, at(name), 'merge', { spec: { renewTime } });
    const second = await acquire(by('b', name));
    await expect(first.verify()).rejects.toEqual(lost('b holds it now'));
    await first.release();
    await second.verify();
    expect((await readLease(client, { name, namespace }))?.holder).toBe('b');
    await second.release();
  });

  test('is taken over at once by the same run, started anew, and the former process stops', async () => {
    const name = freshName();
    const killed = await acquire(by('run 7', name));
    const again = await acquire(by('run 7', name));
    await expect(killed.verify()).rejects.toEqual(lost('run 7 holds it now'));
    await killed.release();
    await again.verify();
    await again.release();
  });

  test('of a run known to be dead is not waited for', async () => {
    const name = freshName();
    const dead = await acquire(by('a', name));
    const lease = await acquire(by('b', name, { isDead: (holder) => holder === 'a' }));
    await dead.release();
    await lease.verify();
    await lease.release();
  });

  test('is renewed in time, also after others have written to it', async () => {
    const name = freshName();
    const lease = await acquire(by('a', name, { durationMs: 3000 }));
    await client.patch(leaseResource, at(name), 'merge', { metadata: { annotations: { note: 'x' } } });
    const first = (await readLease(client, { name, namespace }))?.expires ?? 0;
    const renewed = await until(10_000, async () => {
      lease.permit();
      return ((await readLease(client, { name, namespace }))?.expires ?? 0) > first + 3000;
    });
    expect(renewed).toBe(true);
    await lease.release();
    expect((await readLease(client, { name, namespace }))?.holder).toBe('');
  });

  test('that cannot be renewed stops its holder before it ends, and says why', async () => {
    const cut = new PlumblineError('UNREACHABLE', 'cut off');
    let writes = 0;
    const failing = around(client, (method, send) => {
      if (method !== 'replace') return send();
      writes += 1;
      return Promise.reject(cut);
    });
    const lease = await acquire(by('a', freshName(), { client: failing, durationMs: 2000 }));
    lease.permit();
    const error = await lossOf(lease);
    expect(error).toEqual(lost('not renewed in time'));
    expect((error as Error).cause).toBe(cut);
    expect(writes).toBeGreaterThan(0);
    await expect(lease.release()).rejects.toBe(cut);
  });

  test('that another run has taken is lost at once when a renewal learns of it', async () => {
    const name = freshName();
    const lease = await acquire(by('a', name, { durationMs: 6000 }));
    await client.patch(leaseResource, at(name), 'merge', { spec: { holderIdentity: 'b' } });
    expect(await lossOf(lease)).toEqual(lost('b holds it now'));
    await lease.release();
    expect((await readLease(client, { name, namespace }))?.holder).toBe('b');
  });

  test('is not lost for one renewal that hangs', async () => {
    const proxy = await startFaultProxy(cluster);
    const slow = through(proxy);
    const name = freshName();
    const lease = await acquire(by('a', name, { client: slow, durationMs: 9000 }));
    const first = (await readLease(client, { name, namespace }))?.expires ?? 0;
    proxy.inject(/^PUT/, 'stall');
    const renewed = await until(20_000, async () => {
      lease.permit();
      return ((await readLease(client, { name, namespace }))?.expires ?? 0) > first;
    });
    expect(renewed).toBe(true);
    await lease.release();
    await proxy.close();
  });

  test('lets a write take no longer than it lasts itself', async () => {
    const name = freshName();
    const lease = await acquire(by('a', name));
    const { expires } = (await readLease(client, { name, namespace })) as LeaseState;
    expect(client.now() + lease.permit()).toBeLessThan(expires);
    await lease.release();
  });

  test('keeps a guarded client from writing once it is lost, and from nothing else', async () => {
    const name = freshName();
    const lease = await acquire(by('a', name));
    const guarded = lease.guard(client);
    const map = (data: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace },
      data: { data },
    });
    await guarded.apply(configMaps, map('before'));
    await client.delete(leaseResource, at(name));
    await expect(lease.verify()).rejects.toEqual(lost('nobody holds it now'));
    await expect(guarded.apply(configMaps, map('after'))).rejects.toEqual(lost('nobody holds it now'));
    expect((await guarded.get(configMaps, { namespace, name }))?.data).toEqual({ data: 'before' });
    await client.delete(configMaps, { namespace, name });
    await lease.release();
  });

  test('that was given back lets nothing be written any more', async () => {
    const lease = await acquire(by('a'));
    const guarded = lease.guard(client);
    await lease.release();
    await expect(guarded.delete(configMaps, { namespace, name: freshName() })).rejects.toEqual(
      lost('it was given back'),
    );
  });

  test('is confirmed by what the server said last, and asked for again once that is old', async () => {
    const name = freshName();
    const trusting = await acquire(by('a', name, { freshMs: Number.POSITIVE_INFINITY }));
    const another = await acquire(by('a', name, { freshMs: -1 }));
    await trusting.confirm();
    await another.confirm();
    await client.delete(leaseResource, at(name));
    await expect(another.confirm()).rejects.toEqual(lost('nobody holds it now'));
    await trusting.confirm();
    await expect(trusting.verify()).rejects.toEqual(lost('nobody holds it now'));
    await expect(trusting.confirm()).rejects.toEqual(lost('nobody holds it now'));
    await Promise.all([trusting.release(), another.release()]);
  });

  test('that was deleted is lost', async () => {
    const name = freshName();
    const lease = await acquire(by('a', name));
    await client.delete(leaseResource, at(name));
    await expect(lease.verify()).rejects.toEqual(lost('nobody holds it now'));
    await lease.release();
  });
});

describe('working under the lease', () => {
  const contextOf = (name: string, signal?: AbortSignal) => {
    const told: ProgressEvent[] = [];
    const target = { name, release: { namespace } } as Target;
    const progress = (event: ProgressEvent): void => {
      told.push(event);
    };
    return { told, context: { client, target, progress, ...(signal !== undefined && { signal }) } };
  };

  test('gives it back when the work fails', async () => {
    const name = freshName();
    const work = withLease(contextOf(name).context, { holder: 'a', lockTimeoutMs: 0 }, () =>
      Promise.reject(new Error('failed')),
    );
    await expect(work).rejects.toThrow('failed');
    expect((await readLease(client, { name, namespace }))?.holder).toBe('');
  });

  test('is refused when another run keeps it, naming it, since when and the remedy', async () => {
    const name = freshName();
    const other = await acquire(by('github/acme/shop/runs/1', name));
    const work = withLease(contextOf(name).context, { holder: 'b', lockTimeoutMs: 0 }, () =>
      Promise.resolve(1),
    );
    await expect(work).rejects.toMatchObject({
      code: 'LOCK_HELD',
      message: expect.stringMatching(/^github\/acme\/shop\/runs\/1 has held the lease of \S+ since 20\d\d-/),
      remedy: expect.stringContaining('--lock-timeout'),
    });
    await other.release();
  });

  test('begins as soon as another run is done, having said once for whom it waits', async () => {
    const name = freshName();
    const other = await acquire(by('a', name));
    const { context, told } = contextOf(name);
    const work = withLease(context, { holder: 'b', lockTimeoutMs: 30_000 }, (lease) => lease.verify());
    await until(5000, () => Promise.resolve(told.length > 0));
    await other.release();
    await work;
    expect(told).toEqual([
      { type: 'phase', phase: 'lock', message: `waiting for a, which holds the lease of ${name}` },
    ]);
  });

  test('stops waiting at a signal', async () => {
    const name = freshName();
    const other = await acquire(by('a', name));
    const abort = new AbortController();
    const { context, told } = contextOf(name, abort.signal);
    const work = withLease(context, { holder: 'b', lockTimeoutMs: 30_000 }, () => Promise.resolve(1));
    const ended = expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
    await until(5000, () => Promise.resolve(told.length > 0));
    abort.abort();
    await ended;
    await other.release();
  });

  test('stays done when the lease cannot be given back, and says so', async () => {
    const name = freshName();
    const { context, told } = contextOf(name);
    let cut = false;
    const failing = around(client, (method, send) =>
      cut && method === 'replace' ? Promise.reject(new PlumblineError('UNREACHABLE', 'cut off')) : send(),
    );
    const options = { holder: 'a', lockTimeoutMs: 0 };
    const result = await withLease({ ...context, client: failing }, options, () => {
      cut = true;
      return Promise.resolve('done');
    });
    expect(result).toBe('done');
    expect(told).toMatchObject([{ type: 'warning', message: expect.stringContaining('cut off') }]);
  });
});
