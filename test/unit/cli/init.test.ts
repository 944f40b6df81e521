import { expect, test } from '@jest/globals';
import { configMapYaml, WorkTree } from '../../support/work-tree.ts';

test('init looks for manifests past files that are too large to be any', async () => {
  const tree = new WorkTree({ name: 'shop' });
  tree.remove('plumbline.yaml');
  tree.write('data/large.json', `{"a": "${'x'.repeat(11 * 1024 ** 2)}"}`);
  for (const name of 'abcdef') tree.write(`data/${name}.json`, `{"a": "${'x'.repeat(9 * 1024 ** 2)}"}`);
  tree.write('ops/web.yaml', configMapYaml('web'));
  const { exitCode, stderr } = await tree.run(['init']);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(tree.read('plumbline.yaml')).toContain('path: ops');
});

test('init names charts and overlays, and no base or component that an overlay is made of', async () => {
  const tree = new WorkTree({ name: 'shop' });
  tree.remove('plumbline.yaml');
  tree.write('charts/blog/Chart.yaml', 'apiVersion: v2\nname: blog\nversion: 1.0.0\n');
  tree.write('charts/blog/templates/a.yaml', configMapYaml('a'));
  tree.write('search/base/kustomization.yaml', 'resources: [a.yaml]\n');
  tree.write('search/base/a.yaml', configMapYaml('a'));
  tree.write('search/parts/tls/kustomization.yaml', 'kind: Component\n');
  tree.write('search/prod/kustomization.yaml', 'resources: [../base]\ncomponents: [../parts/tls]\n');
  expect((await tree.run(['init'])).exitCode).toBe(0);
  const paths = [...tree.read('plumbline.yaml').matchAll(/path: (.*)/g)].map(([, path]) => path);
  expect(paths).toEqual(['charts/blog', 'search/prod']);
});
