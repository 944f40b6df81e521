import { expect, test } from '@jest/globals';
import { applysetId } from '../../../src/release/id.ts';
import { readRelease } from '../../../src/release/read.ts';
import { storedBy } from '../release-server.ts';
import type { Delivery } from './delivery.ts';
import { diesAt, forEveryRequest, writing } from './killed/death.ts';
import {
  applied,
  configMap,
  endedWith,
  kubectl,
  live,
  delivery as newDelivery,
  object,
  partOf,
  recordOf,
  releases,
  useClient,
} from './scene.ts';

const client = useClient();

const secret = object('v1', 'Secret', 'password', { stringData: { password: 'one' } });
const keep = { annotations: { 'plumbline.dev/prune': 'keep' } };
const before = [
  configMap('same'),
  configMap('changed', { a: '1', b: '2' }),
  configMap('gone'),
  configMap('kept', { a: '1' }, keep),
  secret,
];
const after = [configMap('same'), configMap('changed', { a: '2' }), configMap('made'), secret];

const target = ({ name }: Delivery, keys: object) => ({
  path: 'deploy',
  namespace: name,
  wait: { enabled: false },
  ...keys,
});

/** A target that is applied, and then renamed. */
async function renamed(): Promise<{ delivery: Delivery; former: string }> {
  const delivery = newDelivery();
  const former = `${delivery.name}-old`;
  delivery.configureAll([target(delivery, { name: former })]);
  delivery.commit(before);
  applied(await delivery.apply());
  delivery.configureAll([target(delivery, { name: delivery.name, movedFrom: { name: former } })]);
  return { delivery, former };
}

async function expectMoved(delivery: Delivery, former: string): Promise<void> {
  expect(await readRelease(client(), { name: former, namespace: releases })).toBeUndefined();
  expect([...(await storedBy(client(), former)).keys()]).toEqual([]);
  const { current, pending } = await recordOf(client(), delivery);
  expect({ revision: current?.revision, tombstones: current?.tombstones, pending }).toEqual({
    revision: 1,
    tombstones: [],
    pending: undefined,
  });
  const { items } = await client().list(
    { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true },
    { namespace: delivery.name },
  );
  const id = applysetId(delivery.name, releases);
  expect(
    items
      .filter(({ metadata }) => metadata.name !== 'kube-root-ca.crt')
      .map((item) => ({ name: item.metadata.name, data: item.data, partOf: partOf(item) })),
  ).toEqual([
    { name: 'changed', data: { a: '2' }, partOf: id },
    { name: 'kept', data: { a: '1' }, partOf: undefined },
    { name: 'made', data: { a: '1' }, partOf: id },
    { name: 'same', data: { a: '1' }, partOf: id },
  ]);
}

test('a renamed target takes its objects over without making them anew, and the former release goes', async () => {
  const { delivery, former } = await renamed();
  const uid = (await live(client(), delivery, 'ConfigMap', 'same'))?.metadata.uid;
  delivery.commit(after);
  applied(await delivery.apply());
  await expectMoved(delivery, former);
  expect((await live(client(), delivery, 'ConfigMap', 'same'))?.metadata.uid).toBe(uid);
  expect(applied(await delivery.apply()).result.outcome).toBe('unchanged');
});

test('without movedFrom a renamed target is refused the objects, naming the release that has them', async () => {
  const { delivery, former } = await renamed();
  delivery.configure();
  delivery.commit(after);
  endedWith(await delivery.apply(), 'FOREIGN_OBJECT', `Plumbline release ${releases}/${former}`);
});

test('a pause of the former release holds for the move', async () => {
  const { delivery, former } = await renamed();
  const until = 'plumbline.dev/paused-until=2999-01-01T00:00:00Z';
  await kubectl(['annotate', '-n', releases, 'plr', former, until, 'plumbline.dev/pause-reason=night']);
  delivery.commit(after);
  endedWith(await delivery.apply(), 'PAUSED', 'night');
});

test('a failed move that is rolled back or left out again deletes nothing of the former release', async () => {
  const { delivery, former } = await renamed();
  const impossible = object('v1', 'Service', 'web', { spec: { ports: [{ port: 80, nodePort: 1 }] } });
  delivery.commit([...after, impossible]);
  endedWith(await delivery.apply(), 'APPLY_FAILED');
  const uninstalled = await delivery.run({}, 'uninstall', delivery.name, '--yes');
  expect(uninstalled.exitCode).toBe(0);
  expect((await live(client(), delivery, 'ConfigMap', 'same'))?.data).toEqual({ a: '1' });

  delivery.configureAll([target(delivery, { name: former })]);
  delivery.commit(before);
  applied(await delivery.apply());
  expect(partOf(await live(client(), delivery, 'ConfigMap', 'same'))).toBe(applysetId(former, releases));
});

test('a move killed at any of its writes ends the same the next time', async () => {
  const tried = await forEveryRequest(async (request) => {
    const { delivery, former } = await renamed();
    delivery.commit(after);
    const how = diesAt({ request, when: 'answered', matching: writing });
    const { signal } = await delivery.run(how, 'apply', '--yes');
    applied(await delivery.apply());
    await expectMoved(delivery, former);
    expect(applied(await delivery.apply()).result.outcome).toBe('unchanged');
    return signal === 'SIGKILL';
  });
  expect(tried).toBeGreaterThan(after.length);
}, 900_000);
