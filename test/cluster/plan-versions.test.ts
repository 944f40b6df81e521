import { expect, test } from '@jest/globals';
import { checkDrift } from '../../src/apply/drift.ts';
import { until } from '../../src/cluster/until.ts';
import { readRelease } from '../../src/release/read.ts';
import type { Release } from '../../src/release/types.ts';
import { planned, type Scene, told, useScenes } from './plan-scene.ts';
import { namespace } from './release-server.ts';

const { client, newClient, scene } = useScenes();

const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const cpu = (averageUtilization: number) => [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } },
];

test('an object moves to another version of its API, and its neighbour stays in the old one', async () => {
  const shop = await scene();
  const scaler = (name: string, version: string, spec: object) =>
    shop.object(`autoscaling/${version}`, 'HorizontalPodAutoscaler', name, {
      spec: { scaleTargetRef, maxReplicas: 5, ...spec },
    });
  const old = (name: string) => scaler(name, 'v1', { targetCPUUtilizationPercentage: 50 });
  shop.git = [old('moves'), old('stays')];
  await shop.applied();
  shop.git = [scaler('moves', 'v2', { metrics: cpu(60) }), old('stays')];

  const moved = planned(await shop.preview(), 'HorizontalPodAutoscaler', 'moves');
  expect(moved).toMatchObject({ action: 'update', apiVersion: 'autoscaling/v2' });
  expect(moved.error).toBeUndefined();
  expect(told(moved).join('\n')).toContain('60');
  expect((await shop.applied()).objects).toMatchObject([{ action: 'update', outcome: 'done' }]);

  const asked = client().requests.DRYRUN ?? 0;
  expect((await shop.applied()).plan?.objects).toEqual([]);
  const release = (await readRelease(client(), { name: shop.name, namespace })) as Release;
  const { report } = await checkDrift(client(), release);
  expect({ drift: report.objects, asked: (client().requests.DRYRUN ?? 0) - asked }).toEqual({
    drift: [],
    asked: 0,
  });
});

const definitions = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
};

/** A CRD of the scene's own, and its objects in one version or the other. */
function widgets(shop: Scene) {
  const group = `${shop.name}.test`;
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  const serve = async (...served: string[]): Promise<void> => {
    const versions = ['v1', 'v2'].map((name) => ({
      name,
      served: served.includes(name),
      storage: name === 'v2',
      schema,
    }));
    const names = { kind: 'Widget', listKind: 'WidgetList', plural: 'widgets', singular: 'widget' };
    const metadata = { name: `widgets.${group}` };
    const spec = { group, scope: 'Namespaced', names, versions };
    await client().apply(definitions, {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata,
      spec,
    });
    const resource = { group, kind: 'Widget', plural: 'widgets', namespaced: true };
    const isServed = (version: string): Promise<boolean> =>
      client()
        .list({ ...resource, version }, { namespace: shop.name })
        .then(
          () => true,
          () => false,
        );
    const settled = await until(30_000, async () => {
      const now = await Promise.all(['v1', 'v2'].map(isServed));
      return now[0] === served.includes('v1') && now[1] === served.includes('v2');
    });
    if (!settled) throw new Error('the CRD is not served as it says');
  };
  const widget = (version: string, name = 'a') =>
    shop.object(`${group}/${version}`, 'Widget', name, { spec: { size: 1 } });
  const live = (name = 'a') =>
    client().get(
      { group, version: 'v2', kind: 'Widget', plural: 'widgets', namespaced: true },
      { name, namespace: shop.name },
    );
  return { serve, widget, live };
}

/** Widgets are applied in v1, which is served no more since. */
async function abandoned() {
  const shop = await scene();
  const { serve, widget, live } = widgets(shop);
  await serve('v1', 'v2');
  shop.client = await newClient();
  shop.git = [shop.configMap('beside', {}), widget('v1')];
  await shop.applied();
  await serve('v2');
  shop.client = await newClient();
  return { shop, widget, live };
}

test('an object whose recorded version is served no more is found in another, and deleted when Git drops it', async () => {
  const { shop, live } = await abandoned();
  shop.git = shop.git.slice(0, 1);
  expect(planned(await shop.preview(), 'Widget', 'a').action).toBe('delete');
  await shop.applied();
  expect(await live()).toBeUndefined();
});

test('it goes on in a version that is served, and is refused in the one that is not', async () => {
  const { shop, widget, live } = await abandoned();
  await expect(shop.preview()).rejects.toMatchObject({ code: 'UNKNOWN_KIND' });
  shop.git = [shop.configMap('beside', {}), widget('v2')];
  await shop.applied();
  expect((await live())?.spec).toEqual({ size: 1 });
  expect((await shop.preview()).plan.objects).toEqual([]);
});

test('nobody knows whether it has drifted, and it is neither missing nor made anew', async () => {
  const { shop } = await abandoned();
  const release = (await readRelease(client(), { name: shop.name, namespace })) as Release;
  const { report } = await checkDrift(shop.client, release);
  expect(report.objects).toMatchObject([
    { id: { kind: 'Widget' }, state: 'unknown', reason: expect.stringContaining('/v1 any more') },
  ]);
});
