import { expect, test } from '@jest/globals';
import { useScenes } from './plan-scene.ts';

const { client, scene } = useScenes();

test('a change of Git that is ignored leaves the baselines as good as they were', async () => {
  const shop = await scene();
  shop.target = { ignore: [{ kind: 'ConfigMap', paths: ['data.a'] }] };
  shop.git = [shop.configMap('settings', { a: '1', b: '1' })];
  await shop.applied();
  shop.git = [shop.configMap('settings', { a: '2', b: '1' })];
  expect((await shop.applied()).objects).toEqual([]);

  const asked = client().requests.DRYRUN ?? 0;
  const { plan } = await shop.preview();
  expect({ objects: plan.objects, asked: (client().requests.DRYRUN ?? 0) - asked }).toEqual({
    objects: [],
    asked: 0,
  });
});
