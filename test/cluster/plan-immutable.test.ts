import { expect, test } from '@jest/globals';
import { planned, useScenes } from './plan-scene.ts';

const { scene } = useScenes();

test('an apply replaces what its preview said it would, of a kind of whose fields nothing is known', async () => {
  const shop = await scene();
  const runtime = (handler: string) => ({
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: shop.name, annotations: { 'plumbline.dev/replace': 'allow' } },
    handler,
  });
  shop.git = [shop.configMap('a', { a: '1' }), runtime('first')];
  await shop.applied();
  shop.git = [shop.configMap('a', { a: '1' }), runtime('second')];
  const plan = await shop.preview();

  expect(planned(plan, 'RuntimeClass', shop.name).action).toBe('replace');
  const { objects, plan: applied } = await shop.applied();
  expect(objects).toMatchObject([{ action: 'replace', outcome: 'done' }]);
  expect(applied?.hash).toBe(plan.plan.hash);
});
