import { expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/manifests/types.ts';
import { applied, configMap, live, delivery as newDelivery, partOf, recordOf, useClient } from './scene.ts';

const client = useClient();
const keep = { annotations: { 'plumbline.dev/prune': 'keep' } };

async function expectForgotten(delivery: ReturnType<typeof newDelivery>): Promise<void> {
  const left = await live(client(), delivery, 'ConfigMap', 'left');
  const entries = (left?.metadata.managedFields ?? []) as JsonObject[];
  expect({
    data: left?.data,
    partOf: partOf(left),
    ours: entries.filter(({ manager }) => manager === 'plumbline'),
  }).toEqual({ data: { a: '1' }, partOf: undefined, ours: [] });
  const { current } = await recordOf(client(), delivery);
  expect(current).toMatchObject({ objects: { count: 1 }, tombstones: [] });
}

test('a removed object with plumbline.dev/prune: keep is forgotten with its content', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a'), configMap('left', { a: '1' }, keep)]);
  applied(await delivery.apply());
  delivery.commit([configMap('a')]);
  const { result } = applied(await delivery.apply());
  expect(result.objects).toMatchObject([{ action: 'forget', outcome: 'done' }]);
  await expectForgotten(delivery);
});

test('with prune off a removed object is forgotten with its content', async () => {
  const delivery = newDelivery();
  delivery.configure({ prune: { enabled: false } });
  delivery.commit([configMap('a'), configMap('left')]);
  applied(await delivery.apply());
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  await expectForgotten(delivery);
});

test('what was forgotten is adopted again when it comes back to Git', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a'), configMap('left', { a: '1' }, keep)]);
  applied(await delivery.apply());
  delivery.commit([configMap('a')]);
  applied(await delivery.apply());
  delivery.commit([configMap('a'), configMap('left', { a: '2' }, keep)]);
  applied(await delivery.apply());
  const again = await live(client(), delivery, 'ConfigMap', 'left');
  expect(again?.data).toEqual({ a: '2' });
  expect(partOf(again)).toBeDefined();
});

test('an object whose manifest says plumbline.dev/apply: skip is neither made nor removed', async () => {
  const delivery = newDelivery();
  const skip = { annotations: { 'plumbline.dev/apply': 'skip' } };
  delivery.commit([configMap('a'), configMap('skipped', { a: '1' }, skip)]);
  applied(await delivery.apply());
  expect(await live(client(), delivery, 'ConfigMap', 'skipped')).toBeUndefined();
});
