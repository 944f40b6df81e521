import { expect, test } from '@jest/globals';
import { field } from '../../../src/manifests/json.ts';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import type { Delivery } from './delivery.ts';
import {
  applied,
  configMap,
  deployment,
  kubectl,
  live,
  delivery as newDelivery,
  resources,
  useClient,
} from './scene.ts';

const client = useClient();
const ignore = [{ kind: 'Deployment', name: 'web', paths: ['spec.replicas'] }];
const template = (image: string): JsonObject => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'main', image }] },
});
const web = (spec: JsonObject, image = 'main:1'): KubeObject =>
  deployment('web', { ...spec, template: template(image) });

const replicasOf = async (delivery: Delivery): Promise<unknown> =>
  field(await live(client(), delivery, 'Deployment', 'web'), 'spec', 'replicas');

const managersOf = async (delivery: Delivery, path: string[]): Promise<string[]> => {
  const object = await live(client(), delivery, 'Deployment', 'web');
  const entries = (object?.metadata.managedFields ?? []) as JsonObject[];
  return entries
    .filter((entry) => field(entry.fieldsV1, ...path) !== undefined)
    .map((entry) => String(entry.manager));
};

const scale = ({ name }: Delivery, replicas: number): Promise<unknown> =>
  kubectl(['scale', '-n', name, 'deployment/web', `--replicas=${replicas}`]);

test('replicas that leave Git stay as an autoscaler set them', async () => {
  const delivery = newDelivery();
  delivery.commit([web({ replicas: 1 })]);
  applied(await delivery.apply());
  await scale(delivery, 0);
  delivery.commit([web({})]);
  applied(await delivery.apply());
  expect(await replicasOf(delivery)).toBe(0);
});

test('a field that leaves Git and that kubectl holds as well is removed; one that a controller holds is left', async () => {
  const delivery = newDelivery();
  delivery.commit([configMap('a', { a: '1', b: '1', c: '1' })]);
  applied(await delivery.apply());
  const name = { namespace: delivery.name, name: 'a' };
  const by = (fieldManager: string, data: JsonObject) =>
    client().patch(resources.ConfigMap, name, 'merge', { data }, { fieldManager });
  await by('kubectl-edit', { b: '2' });
  await by('some-controller', { c: '2' });
  delivery.commit([configMap('a', { a: '1' })]);
  applied(await delivery.apply());
  expect((await live(client(), delivery, 'ConfigMap', 'a'))?.data).toEqual({ a: '1', c: '2' });
});

test('an ignored field has the value of Git at creation, and belongs to others from then on', async () => {
  const delivery = newDelivery();
  delivery.configure({ ignore });
  delivery.commit([web({ replicas: 0 })]);
  applied(await delivery.apply());
  expect(await replicasOf(delivery)).toBe(0);
  expect(await managersOf(delivery, ['f:spec', 'f:replicas'])).toEqual(['plumbline-handover']);

  await scale(delivery, 2);
  delivery.commit([web({ replicas: 1 }, 'main:2')]);
  applied(await delivery.apply());
  expect(await replicasOf(delivery)).toBe(2);
  expect(applied(await delivery.apply()).result.outcome).toBe('unchanged');
});

test('a field that is ignored later keeps its live value instead of falling back to the default', async () => {
  const delivery = newDelivery();
  delivery.commit([web({ replicas: 0 })]);
  applied(await delivery.apply());
  delivery.configure({ ignore });
  delivery.commit([web({ replicas: 0 }, 'main:2')]);
  applied(await delivery.apply());
  expect(await replicasOf(delivery)).toBe(0);
  expect(await managersOf(delivery, ['f:spec', 'f:replicas'])).toEqual(['plumbline-handover']);
});

test('a field that is ignored and leaves Git in the same commit keeps its live value, too', async () => {
  const delivery = newDelivery();
  delivery.commit([web({ replicas: 0 })]);
  applied(await delivery.apply());
  delivery.configure({ ignore });
  delivery.commit([web({})]);
  applied(await delivery.apply());
  expect(await replicasOf(delivery)).toBe(0);
});
