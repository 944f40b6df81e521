import { expect, test } from '@jest/globals';
import { planned, readOnly, told, useScenes } from './plan-scene.ts';

const { client, scene, userWith } = useScenes();

const limitRanges = { group: '', version: 'v1', kind: 'LimitRange', plural: 'limitranges', namespaced: true };

test('an object that admission forbids is refused in the plan, and its neighbours of the kind are asked all the same', async () => {
  const shop = await scene();
  const limit = { type: 'PersistentVolumeClaim', max: { storage: '1Gi' } };
  await client().create(limitRanges, shop.object('v1', 'LimitRange', 'small', { spec: { limits: [limit] } }));
  const claim = (name: string, storage: string) =>
    shop.object('v1', 'PersistentVolumeClaim', name, {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
    });
  shop.git = [claim('a-big', '50Gi'), claim('b-big', '60Gi'), claim('c-small', '1Gi')];
  const plan = await shop.preview();

  const message = expect.stringMatching(/maximum storage usage per PersistentVolumeClaim is 1Gi/);
  const refused = { error: { code: 'FORBIDDEN', message } };
  expect(planned(plan, 'PersistentVolumeClaim', 'a-big')).toMatchObject(refused);
  expect(planned(plan, 'PersistentVolumeClaim', 'b-big')).toMatchObject(refused);
  const small = planned(plan, 'PersistentVolumeClaim', 'c-small');
  expect({ error: small.error, asked: small.effectNotAsked }).toEqual({ error: undefined, asked: undefined });
  expect(plan.plan.notAsked).toEqual([]);
});

test('a login that may not ask is told of the login, once, and no object is at fault', async () => {
  const shop = await scene();
  shop.git = [shop.configMap('a', { a: '1' }), shop.configMap('b', { a: '1' })];
  const plan = await shop.preview(await userWith(readOnly));

  for (const { error, effectNotAsked } of plan.plan.objects) {
    expect({ error, effectNotAsked }).toEqual({
      error: undefined,
      effectNotAsked: 'the login may not ask in a dry run',
    });
  }
  expect(plan.plan.notAsked).toEqual([
    'What the server adds was not asked for 2 objects: the login may not dry-run them',
  ]);
});

test('a login that may not ask is told what adopting and restoring overwrite, as one that may', async () => {
  const shop = await scene();
  const service = (app: string) =>
    shop.object('v1', 'Service', 'web', { spec: { selector: { app }, ports: [{ port: 80 }] } });
  const services = { group: '', version: 'v1', kind: 'Service', plural: 'services', namespaced: true };
  shop.git = [service('web')];
  await shop.applied();
  await client().delete(services, { name: 'web', namespace: shop.name });
  await client().create(services, service('evil'), { fieldManager: 'kubectl-create' });
  const configMaps = { ...services, kind: 'ConfigMap', plural: 'configmaps' };
  const theirs = shop.configMap('settings', { a: 'live', b: 'stays' });
  await client().create(configMaps, theirs, { fieldManager: 'kubectl-create' });
  shop.git = [service('web'), shop.configMap('settings', { a: 'git' })];

  const reader = await userWith(readOnly);
  for (const plan of [await shop.preview(), await shop.preview(reader)]) {
    expect(told(planned(plan, 'Service', 'web'))).toEqual(['spec.selector.app: "evil" → "web" (drift)']);
    expect(told(planned(plan, 'ConfigMap', 'settings'))).toEqual(['data.a: "live" → "git" (change)']);
  }
});
