import { expect, test } from '@jest/globals';
import { readLease } from '../../../../src/apply/lease-object.ts';
import type { KubeObject } from '../../../../src/manifests/types.ts';
import type { Delivery, Run } from '../delivery.ts';
import {
  applied,
  configMap,
  delivery as newDelivery,
  recordOf,
  releases,
  resources,
  useClient,
} from '../scene.ts';
import { type Death, diesAt } from './death.ts';

const client = useClient();

/** Of a later stage than ConfigMaps. */
const service: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { clusterIP: 'None', ports: [{ port: 80 }] },
};

const set = (...names: string[]): KubeObject[] => names.map((name) => configMap(name));

/** Ends the apply once the server has written this ConfigMap. */
const afterWriting = (name: string, signal: NonNullable<Death['signal']>): Death => ({
  request: 1,
  matching: `^PATCH .*/configmaps/${name}\\?(?!.*dryRun)`,
  when: 'answered',
  signal,
});

const applyDying = (delivery: Delivery, death: Death): Promise<Run> =>
  delivery.run(diesAt(death), 'apply', '--yes');

async function configMapsIn({ name }: Delivery): Promise<string[]> {
  const { items } = await client().list(resources.ConfigMap, { namespace: name });
  return items.map(({ metadata }) => metadata.name).filter((one) => one !== 'kube-root-ca.crt');
}

test('what an interrupted apply made and a second interrupted apply was to delete is deleted by the third', async () => {
  const delivery = newDelivery();
  delivery.commit(set('a', 'z'));
  applied(await delivery.apply());
  delivery.commit(set('a', 'b', 'z'));
  expect((await applyDying(delivery, afterWriting('b', 'SIGKILL'))).signal).toBe('SIGKILL');
  delivery.commit(set('a', 'c', 'z'));
  expect((await applyDying(delivery, afterWriting('c', 'SIGKILL'))).signal).toBe('SIGKILL');
  expect(await configMapsIn(delivery)).toEqual(['a', 'b', 'c', 'z']);

  delivery.commit(set('a', 'd', 'z'));
  applied(await delivery.apply());
  expect(await configMapsIn(delivery)).toEqual(['a', 'd', 'z']);
  expect((await recordOf(client(), delivery)).current).toMatchObject({ revision: 4, tombstones: [] });
});

test('an uninstall after two interrupted applies leaves nothing of either', async () => {
  const delivery = newDelivery();
  delivery.commit(set('a', 'b'));
  expect((await applyDying(delivery, afterWriting('b', 'SIGKILL'))).signal).toBe('SIGKILL');
  delivery.commit(set('a', 'c'));
  expect((await applyDying(delivery, afterWriting('c', 'SIGKILL'))).signal).toBe('SIGKILL');
  const { exitCode } = await delivery.run({}, 'uninstall', delivery.name, '--yes');
  expect(exitCode).toBe(0);
  expect(await configMapsIn(delivery)).toEqual([]);
});

test('an apply stopped by SIGTERM exits with 143, records that it was cancelled, and the next one goes on', async () => {
  const delivery = newDelivery();
  delivery.commit(set('a'));
  applied(await delivery.apply());
  delivery.commit([...set('a', 'b'), service]);
  // Once the answer is there, the next stage begins before Node tells of a signal.
  const death = { ...afterWriting('b', 'SIGTERM'), when: 'sent' as const };
  const { exitCode, signal } = await applyDying(delivery, death);
  expect({ exitCode, signal }).toEqual({ exitCode: 143, signal: null });
  const cancelled = await recordOf(client(), delivery);
  expect(cancelled.pending?.phase).toBe('cancelled');
  expect(cancelled.current?.revision).toBe(1);
  expect((await readLease(client(), { name: delivery.name, namespace: releases }))?.holder).toBe('');

  applied(await delivery.apply());
  const finished = await recordOf(client(), delivery);
  expect(finished.pending).toBeUndefined();
  expect(finished.current?.revision).toBe(2);
  expect(finished.current?.manifests.map(({ id }) => id.kind)).toEqual(['ConfigMap', 'ConfigMap', 'Service']);
});
