import { expect, test } from '@jest/globals';
import { readRelease } from '../../../src/release/read.ts';
import { storedBy } from '../release-server.ts';
import { type Applied, type Delivery, withResult } from './delivery.ts';
import { diesAt, forEveryRequest, writing } from './killed/death.ts';
import {
  applied,
  claim,
  configMap,
  endedWith,
  live,
  delivery as newDelivery,
  object,
  partOf,
  releases,
  useClient,
} from './scene.ts';

const client = useClient();
const secret = object('v1', 'Secret', 'password', { stringData: { password: 'one' } });

const uninstall = async (delivery: Delivery, ...args: string[]): Promise<Applied> =>
  withResult(await delivery.run({}, 'uninstall', delivery.name, '--yes', ...args));

async function expectNoRecord({ name }: Delivery): Promise<void> {
  expect(await readRelease(client(), { name, namespace: releases })).toBeUndefined();
  expect([...(await storedBy(client(), name)).keys()]).toEqual([]);
}

test('an uninstall deletes the objects and the record, and leaves the namespace that was made for them', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a'), secret]);
  applied(await delivery.apply());
  expect(applied(await uninstall(delivery)).result.outcome).toBe('uninstalled');
  expect(await live(client(), delivery, 'ConfigMap', 'a')).toBeUndefined();
  await expectNoRecord(delivery);
  // It can be applied again, as the first time.
  expect(applied(await delivery.apply()).result.revision).toBe(1);
});

test('an uninstall needs consent to what holds data, and deletes nothing without it', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a'), claim('data')]);
  applied(await delivery.apply());
  const entry = `PersistentVolumeClaim/${delivery.name}/data`;
  endedWith(await uninstall(delivery), 'CONSENT_REQUIRED', `--allow-destroy ${entry}`);
  expect(await live(client(), delivery, 'ConfigMap', 'a')).toBeDefined();
  applied(await uninstall(delivery, '--allow-destroy', entry));
  await expectNoRecord(delivery);
});

test('with --orphan the objects keep their content and are nobody’s', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a'), claim('data'), secret]);
  applied(await delivery.apply());
  applied(await uninstall(delivery, '--orphan'));
  const left = await live(client(), delivery, 'ConfigMap', 'a');
  expect({ data: left?.data, partOf: partOf(left) }).toEqual({ data: { a: '1' }, partOf: undefined });
  expect(await live(client(), delivery, 'PersistentVolumeClaim', 'data')).toBeDefined();
  await expectNoRecord(delivery);
});

test('an object with plumbline.dev/prune: keep outlives an uninstall, and is nobody’s', async () => {
  const delivery = newDelivery();
  const keep = { annotations: { 'plumbline.dev/prune': 'keep' } };
  delivery.commit([configMap('a'), configMap('kept', { a: '1' }, keep)]);
  applied(await delivery.apply());
  applied(await uninstall(delivery));
  expect(await live(client(), delivery, 'ConfigMap', 'a')).toBeUndefined();
  const kept = await live(client(), delivery, 'ConfigMap', 'kept');
  expect({ data: kept?.data, partOf: partOf(kept) }).toEqual({ data: { a: '1' }, partOf: undefined });
});

test('an uninstall killed at any of its writes is ended by the next', async () => {
  const tried = await forEveryRequest(async (request) => {
    const delivery = newDelivery();
    delivery.commit([configMap('a'), secret]);
    applied(await delivery.apply());
    const how = diesAt({ request, when: 'answered', matching: writing });
    const { signal } = await delivery.run(how, 'uninstall', delivery.name, '--yes');
    const again = await uninstall(delivery);
    // Either it was all done, or it is now.
    if (again.result.error !== undefined) endedWith(again, 'RELEASE_NOT_FOUND');
    expect(await live(client(), delivery, 'ConfigMap', 'a')).toBeUndefined();
    expect(await readRelease(client(), { name: delivery.name, namespace: releases })).toBeUndefined();
    return signal === 'SIGKILL';
  });
  expect(tried).toBeGreaterThan(3);
}, 900_000);
