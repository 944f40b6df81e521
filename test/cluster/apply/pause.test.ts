import { expect, test } from '@jest/globals';
import type { Delivery } from './delivery.ts';
import {
  applied,
  configMap,
  endedWith,
  kubectl,
  live,
  delivery as newDelivery,
  releases,
  useClient,
} from './scene.ts';

const client = useClient();

async function changed(): Promise<Delivery> {
  const delivery = newDelivery();
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  delivery.commit([configMap('a', { a: '2' })]);
  return delivery;
}

const dataOf = async (delivery: Delivery): Promise<unknown> =>
  (await live(client(), delivery, 'ConfigMap', 'a'))?.data;

test('during a pause an apply is refused with its reason, until it is resumed', async () => {
  const delivery = await changed();
  const paused = await delivery.run(
    {},
    'pause',
    delivery.name,
    '--for',
    '2h',
    '--reason',
    'moving the database',
  );
  expect(paused.exitCode).toBe(0);
  const refused = await delivery.apply();
  endedWith(refused, 'PAUSED', 'moving the database', '--during-pause');
  expect(refused.exitCode).toBe(3);
  expect(await dataOf(delivery)).toEqual({ a: '1' });

  expect((await delivery.run({}, 'resume', delivery.name)).exitCode).toBe(0);
  applied(await delivery.apply());
  expect(await dataOf(delivery)).toEqual({ a: '2' });
});

test('an apply with --during-pause goes ahead and leaves the pause', async () => {
  const delivery = await changed();
  await delivery.run({}, 'pause', delivery.name, '--for', '2h', '--reason', 'night');
  applied(await delivery.apply('--during-pause'));
  expect(await dataOf(delivery)).toEqual({ a: '2' });
  delivery.commit([configMap('a', { a: '3' })]);
  endedWith(await delivery.apply(), 'PAUSED', 'night');
});

const annotate = ({ name }: Delivery, until: string): Promise<unknown> =>
  kubectl([
    'annotate',
    '-n',
    releases,
    'plr',
    name,
    `plumbline.dev/paused-until=${until}`,
    'plumbline.dev/pause-reason=by hand',
  ]);

test('a pause that kubectl annotates counts, and ends by itself', async () => {
  const delivery = await changed();
  await annotate(delivery, '2999-01-01T00:00:00Z');
  endedWith(await delivery.apply(), 'PAUSED', 'by hand');
  const other = await changed();
  await annotate(other, '2020-01-01T00:00:00Z');
  applied(await other.apply());
});
