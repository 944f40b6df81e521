import { expect, test } from '@jest/globals';
import { checkDrift } from '../../src/apply/drift.ts';
import { readRelease } from '../../src/release/read.ts';
import type { Release } from '../../src/release/types.ts';
import { useScenes } from './plan-scene.ts';
import { namespace } from './release-server.ts';

const { client, scene } = useScenes();

test('a field of ours that another has taken is drift, and is not told as added beside ours', async () => {
  const shop = await scene();
  const labels = { app: 'web' };
  const containers = [{ name: 'main', image: 'example.org/main:1', command: ['serve'] }];
  const template = { metadata: { labels }, spec: { containers } };
  const spec = { replicas: 0, selector: { matchLabels: labels }, template };
  shop.git = [shop.object('apps/v1', 'Deployment', 'web', { spec })];
  await shop.applied();
  const deployments = {
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
    plural: 'deployments',
    namespaced: true,
  };
  const patch = [
    { op: 'replace', path: '/spec/template/spec/containers/0/command', value: ['evil'] },
    { op: 'add', path: '/spec/template/spec/containers/0/args', value: ['--evil'] },
  ];
  await client().patch(deployments, { namespace: shop.name, name: 'web' }, 'json', patch, {
    fieldManager: 'kubectl-patch',
  });

  const release = (await readRelease(client(), { name: shop.name, namespace })) as Release;
  const { report } = await checkDrift(client(), release);
  const at = 'spec.template.spec.containers[name=main]';
  expect(report.objects.flatMap(({ fields }) => fields.map(({ path }) => path))).toEqual([`${at}.command`]);
  expect(report.foreign.map(({ path }) => path)).toEqual([`${at}.args`]);
});
