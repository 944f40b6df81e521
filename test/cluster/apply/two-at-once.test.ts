import { expect, test } from '@jest/globals';
import { HeldLease, tryAcquire } from '../../../src/apply/lease.ts';
import { Delivery } from './delivery.ts';
import {
  applied,
  cluster,
  configMap,
  endedWith,
  live,
  delivery as newDelivery,
  recordOf,
  releases,
  useClient,
} from './scene.ts';

const client = useClient();

/** The lease of a delivery, as another machine's run holds it. */
async function heldByAnother({ name }: Delivery): Promise<HeldLease> {
  const lease = await tryAcquire({
    client: client(),
    release: { name, namespace: releases },
    holder: 'github/acme/shop/runs/7',
    durationMs: 30_000,
  });
  if (!(lease instanceof HeldLease)) throw new Error(`held by ${lease.holder}`);
  return lease;
}

async function changed(): Promise<Delivery> {
  const delivery = newDelivery();
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  delivery.commit([configMap('a', { a: '2' })]);
  return delivery;
}

test('while another run holds the lease an apply is refused after --lock-timeout, naming it', async () => {
  const delivery = await changed();
  const lease = await heldByAnother(delivery);
  const refused = await delivery.apply('--lock-timeout', '1s');
  await lease.release();
  endedWith(refused, 'LOCK_HELD', 'github/acme/shop/runs/7');
  expect(refused.exitCode).toBe(3);
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '1' });
});

test('an apply that waits for another goes on once that one has ended', async () => {
  const delivery = await changed();
  const lease = await heldByAnother(delivery);
  let freed: Promise<void> | undefined;
  const onStderr = (text: string): void => {
    if (text.includes('waiting for')) freed ??= lease.release();
  };
  applied(await delivery.applyWith({ onStderr }));
  expect(freed).toBeDefined();
  await freed;
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '2' });
});

test('two applies at once end as one after the other: the newer commit stands, and nothing is half done', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a'), configMap('b')]);
  applied(await delivery.apply());
  delivery.commit([configMap('a', { a: '2' }), configMap('b', { a: '2' }), configMap('second')]);
  const clone = new Delivery(cluster, delivery.name, delivery.clone());
  const third = clone.commit([configMap('a', { a: '3' }), configMap('b', { a: '3' })]);
  const [older, newer] = await Promise.all([delivery.apply(), clone.apply()]);
  applied(newer);
  // The older one was first, or meets a commit that its clone does not know.
  if (older.result.error !== undefined) endedWith(older, 'ANCESTRY_UNKNOWN');
  const { current, pending, newestCommit } = await recordOf(client(), delivery);
  expect({ commit: current?.source.commit, newestCommit, pending, tombstones: current?.tombstones }).toEqual({
    commit: third,
    newestCommit: third,
    pending: undefined,
    tombstones: [],
  });
  for (const name of ['a', 'b']) {
    expect((await live(client(), delivery, 'ConfigMap', name))?.data).toEqual({ a: '3' });
  }
  expect(await live(client(), delivery, 'ConfigMap', 'second')).toBeUndefined();
});
