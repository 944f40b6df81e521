import { expect, test } from '@jest/globals';
import { until } from '../../../src/cluster/until.ts';
import type { ApiResource, JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import {
  applied,
  configMap,
  endedWith,
  kubectl,
  kubectlApply,
  live,
  delivery as newDelivery,
  object,
  recordOf,
  useClient,
} from './scene.ts';

const client = useClient();
const kept = Array.from({ length: 4 }, (_, index) => configMap(`kept-${index}`));

function definition(name: string): KubeObject {
  const group = `${name}.example.com`;
  const spec: JsonObject = { type: 'object', properties: { size: { type: 'integer' } } };
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } };
  return object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `widgets.${group}`, {
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  });
}

const widgets = (name: string): ApiResource => ({
  group: `${name}.example.com`,
  version: 'v1',
  kind: 'Widget',
  plural: 'widgets',
  namespaced: true,
});

test('a namespace, a CRD and a custom resource of it in that namespace are made by one apply', async () => {
  const delivery = newDelivery();
  const { name } = delivery;
  const namespace = `${name}-more`;
  delivery.commit([
    object(`${name}.example.com/v1`, 'Widget', 'first', { spec: { size: 3 } }, { namespace }),
    definition(name),
    object('v1', 'Namespace', namespace),
  ]);
  applied(await delivery.apply());
  const widget = await client().get(widgets(name), { namespace, name: 'first' });
  expect(widget?.spec).toEqual({ size: 3 });
  expect(applied(await delivery.apply()).result.outcome).toBe('unchanged');
});

test('a CRD that is removed takes its custom resources along, and the record is clean', async () => {
  const delivery = newDelivery();
  const { name } = delivery;
  const crd = definition(name);
  delivery.commit([...kept, crd, object(`${name}.example.com/v1`, 'Widget', 'first', { spec: { size: 3 } })]);
  applied(await delivery.apply());
  delivery.commit(kept);
  const consent = `CustomResourceDefinition/${crd.metadata.name}`;
  endedWith(await delivery.apply(), 'CONSENT_REQUIRED', consent);
  expect(applied(await delivery.apply('--allow-destroy', consent)).result.tombstones).toEqual([]);
  expect((await recordOf(client(), delivery)).current).toMatchObject({
    objects: { count: 4 },
    tombstones: [],
  });
  expect(applied(await delivery.apply()).result.outcome).toBe('unchanged');
});

test('a deletion that a finalizer holds stays a tombstone, and the apply after it is gone drops it', async () => {
  const delivery = newDelivery();
  delivery.configure({ wait: { enabled: false, timeout: '1s' } });
  delivery.commit([...kept, configMap('stuck', { a: '1' }, { finalizers: ['example.com/hold'] })]);
  applied(await delivery.apply());
  delivery.commit(kept);
  const held = applied(await delivery.apply());
  expect(held.result.tombstones).toMatchObject([{ kind: 'ConfigMap', name: 'stuck' }]);
  expect(held.result.warnings.join('\n')).toContain('finalizers hold it');
  expect((await recordOf(client(), delivery)).current?.tombstones).toHaveLength(1);

  await kubectl([
    'patch',
    '-n',
    delivery.name,
    'configmap/stuck',
    '--type=json',
    '-p=[{"op":"remove","path":"/metadata/finalizers"}]',
  ]);
  expect(
    await until(10_000, async () => (await live(client(), delivery, 'ConfigMap', 'stuck')) === undefined),
  ).toBe(true);
  expect(applied(await delivery.apply()).result.tombstones).toEqual([]);
  expect((await recordOf(client(), delivery)).current?.tombstones).toEqual([]);
});

test('what somebody makes anew in place of a tombstone is not deleted', async () => {
  const delivery = newDelivery();
  delivery.configure({ wait: { enabled: false, timeout: '1s' } });
  delivery.commit([...kept, configMap('stuck', { a: '1' }, { finalizers: ['example.com/hold'] })]);
  applied(await delivery.apply());
  delivery.commit(kept);
  applied(await delivery.apply());
  await kubectl([
    'patch',
    '-n',
    delivery.name,
    'configmap/stuck',
    '--type=json',
    '-p=[{"op":"remove","path":"/metadata/finalizers"}]',
  ]);
  await kubectlApply(delivery, configMap('stuck', { theirs: '1' }));
  applied(await delivery.apply());
  expect((await live(client(), delivery, 'ConfigMap', 'stuck'))?.data).toEqual({ theirs: '1' });
  expect((await recordOf(client(), delivery)).current?.tombstones).toEqual([]);
});

test('an apply without a change sends no write and no dry run', async () => {
  const delivery = newDelivery();
  delivery.commit([
    ...kept,
    object('v1', 'Secret', 'password', { stringData: { password: 'one' } }),
    object('v1', 'ServiceAccount', 'web'),
    object('v1', 'Service', 'web', { spec: { ports: [{ port: 80 }] } }),
  ]);
  applied(await delivery.apply());
  const { result } = applied(await delivery.apply());
  expect(result.outcome).toBe('unchanged');
  expect(Object.keys(result.stats.requests).sort()).toEqual(['GET', 'LIST']);
});
