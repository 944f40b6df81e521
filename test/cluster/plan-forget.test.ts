import { expect, test } from '@jest/globals';
import { forget } from '../../src/apply/forget.ts';
import { membershipOf } from '../../src/apply/preview.ts';
import type { JsonObject, KubeObject } from '../../src/manifests/types.ts';
import { type Scene, useScenes } from './plan-scene.ts';
import { around, configMaps } from './release-server.ts';

const { client, scene } = useScenes();

const partOf = 'applyset.kubernetes.io/part-of';
const read = async ({ name }: Scene): Promise<KubeObject> =>
  (await client().get(configMaps, { name: 'settings', namespace: name })) as KubeObject;

/** Forgets the ConfigMap, while somebody else writes this to it just before the first attempt. */
async function forgottenWhile(metadata: JsonObject): Promise<KubeObject> {
  const shop = await scene();
  shop.git = [shop.configMap('settings', { a: '1' })];
  await shop.applied();
  let attempts = 0;
  const disturbed = around(client(), async (method, send) => {
    attempts += 1;
    if (method === 'patch' && attempts === 1) {
      const at = { name: 'settings', namespace: shop.name };
      await client().patch(configMaps, at, 'merge', { metadata }, { fieldManager: 'somebody' });
    }
    return send();
  });
  await forget(disturbed, configMaps, await read(shop), membershipOf(shop.context().target));
  return read(shop);
}

test('an object is forgotten all the same when somebody writes to it in between, and keeps what they wrote', async () => {
  const { metadata, data } = await forgottenWhile({ annotations: { note: 'theirs' } });
  expect({ labels: metadata.labels, annotations: metadata.annotations, data }).toEqual({
    labels: undefined,
    annotations: { note: 'theirs' },
    data: { a: '1' },
  });
});

test('an object that another set takes in between is left to it', async () => {
  const { metadata } = await forgottenWhile({ labels: { [partOf]: 'applyset-another-v1' } });
  expect(metadata.labels).toEqual({ [partOf]: 'applyset-another-v1' });
});
