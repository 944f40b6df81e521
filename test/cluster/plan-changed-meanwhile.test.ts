import { expect, test } from '@jest/globals';
import type { ClusterClient } from '../../src/cluster/types.ts';
import type { ApiResource } from '../../src/manifests/types.ts';
import type { ObjectPlan } from '../../src/plan/types.ts';
import { planned, type Scene, told, useScenes } from './plan-scene.ts';
import { around } from './release-server.ts';

const { client, scene } = useScenes();

const configMaps: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespaced: true,
};

/** A client before whose dry runs of ConfigMaps somebody does something, up to so many times. */
function meddling(times: number, meddle: (time: number) => Promise<unknown>): ClusterClient {
  let done = 0;
  return around(client(), async (method, send, { kind }) => {
    if (method === 'apply' && kind === 'ConfigMap' && done < times) await meddle(++done);
    return send();
  });
}

const edit = ({ name }: Scene, data: Record<string, string>): Promise<unknown> =>
  client().patch(
    configMaps,
    { namespace: name, name: 'a' },
    'merge',
    { data },
    { fieldManager: 'kubectl-edit' },
  );

/** Plans while somebody meddles once, and once more when all is quiet: both say the same. */
async function plannedTwice(shop: Scene, meddle: () => Promise<unknown>): Promise<ObjectPlan> {
  const beside = planned(await shop.preview(meddling(1, meddle)), 'ConfigMap', 'a');
  expect(beside).toEqual(planned(await shop.preview(), 'ConfigMap', 'a'));
  return beside;
}

async function shopWithChange(): Promise<Scene> {
  const shop = await scene();
  shop.git = [shop.configMap('a', { ours: '1', also: '1' })];
  await shop.applied();
  shop.git = [shop.configMap('a', { ours: '2', also: '1' })];
  return shop;
}

test('what somebody adds between the reading and the dry run is not told as the work of the apply', async () => {
  const shop = await shopWithChange();
  const object = await plannedTwice(shop, () => edit(shop, { theirs: '1' }));
  expect(told(object)).toEqual(['data.ours: "1" → "2" (change)']);
});

test('what somebody changes of ours between the reading and the dry run is told as drift, with its author', async () => {
  const shop = await shopWithChange();
  const object = await plannedTwice(shop, () => edit(shop, { also: 'x' }));
  expect(told(object)).toEqual(['data.also: "x" → "1" (drift)', 'data.ours: "1" → "2" (change)']);
  expect(object.fields[0]?.by).toMatchObject({ manager: 'kubectl-edit' });
});

test('an object deleted between the reading and the dry run is planned as missing', async () => {
  const shop = await shopWithChange();
  const name = { namespace: shop.name, name: 'a' };
  expect((await plannedTwice(shop, () => client().delete(configMaps, name))).action).toBe('create');
});

test('an object made by somebody between the reading and the dry run is planned as theirs', async () => {
  const shop = await scene();
  shop.git = [shop.configMap('a', { ours: '1' })];
  const theirs = shop.configMap('a', { theirs: '1' });
  expect((await plannedTwice(shop, () => client().create(configMaps, theirs))).action).not.toBe('create');
});

test('an object that changes at every look is asked about four times, and told as last seen', async () => {
  const shop = await shopWithChange();
  const asked: number[] = [];
  const busy = meddling(Number.POSITIVE_INFINITY, (time) => {
    asked.push(time);
    return edit(shop, { theirs: String(time) });
  });
  const preview = await shop.preview(busy);
  expect(asked).toEqual([1, 2, 3, 4]);
  expect(preview.situation.live.values().next().value).toMatchObject({ data: { theirs: '3' } });
});
