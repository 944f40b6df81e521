import { expect, test } from '@jest/globals';
import { sectionOf } from '../../src/report/fields.ts';
import { planned, type Scene, told, useScenes } from './plan-scene.ts';

const { scene } = useScenes();

/** Refused by the API server alone, and in the stage after ConfigMaps. */
const invalid = (shop: Scene) =>
  shop.object('apps/v1', 'Deployment', 'invalid', {
    spec: {
      selector: { matchLabels: { app: 'a' } },
      template: { metadata: { labels: { app: 'b' } }, spec: { containers: [{ name: 'm', image: 'm:1' }] } },
    },
  });

test('going back from an apply that failed undoes its changes: nobody has changed the cluster', async () => {
  const shop = await scene();
  const before = [shop.configMap('settings', { a: '1' })];
  shop.git = before;
  await shop.applied();
  shop.git = [shop.configMap('settings', { a: '2', b: 'new' }), invalid(shop)];
  expect((await shop.apply()).error).toMatchObject({ code: 'APPLY_FAILED' });

  shop.git = before;
  const object = planned(await shop.preview(), 'ConfigMap', 'settings');
  expect({ action: object.action, fields: told(object) }).toEqual({
    action: 'update',
    fields: ['data.a: "2" → "1" (change)', 'data.b: "new" → – (change)'],
  });
  expect((await shop.applied()).objects).toMatchObject([{ action: 'update', outcome: 'done' }]);
});

test('after a first apply that failed, a pull request is not told as the one that makes everything', async () => {
  const shop = await scene();
  const merged = [shop.configMap('settings', { a: '1' }), invalid(shop)];
  shop.git = merged;
  expect((await shop.apply()).error).toMatchObject({ code: 'APPLY_FAILED' });

  shop.base = merged;
  shop.git = [...merged, shop.configMap('mine', { a: '1' })];
  const plan = await shop.preview();
  const sections = plan.plan.objects.map((object) => [object.id.name, sectionOf(object)]);
  expect(sections.sort()).toEqual([
    ['invalid', 'unapplied'],
    ['mine', 'change'],
  ]);
});
