import { expect, test } from '@jest/globals';
import { configMapYaml, WorkTree } from '../../support/work-tree.ts';

const serviceYaml = (port: string): string =>
  [
    'apiVersion: v1',
    'kind: Service',
    'metadata:',
    '  name: web',
    'spec:',
    `  ports: [{ port: ${port} }]`,
    '',
  ].join('\n');

function committed(files: Record<string, string>): WorkTree {
  const tree = new WorkTree({ name: 'shop' });
  for (const [file, text] of Object.entries(files)) tree.write(file, text);
  tree.commitAll();
  return tree;
}

test('a plan of Git against Git fails where what it changes is against its schema, and shows the value', async () => {
  const tree = committed({ 'deploy/web.yaml': serviceYaml('80') });
  tree.write('deploy/web.yaml', serviceYaml('http'));
  const { exitCode, stdout } = await tree.run(['plan', '--base', 'HEAD']);
  expect(stdout).toContain('~ Service shop/web');
  expect(stdout).toContain('deploy/web.yaml:6:19');
  expect(exitCode).toBe(1);
});

test('it does not judge what it leaves as it is', async () => {
  const tree = committed({ 'deploy/web.yaml': serviceYaml('http'), 'deploy/a.yaml': configMapYaml('a') });
  tree.write('deploy/a.yaml', configMapYaml('a', { more: '1' }));
  const { exitCode, stdout } = await tree.run(['plan', '--base', 'HEAD']);
  expect(stdout).not.toContain('deploy/web.yaml');
  expect(exitCode).toBe(0);
});

test('it judges a custom resource by the definition that the same set has', async () => {
  const definition = (name: string): string =>
    JSON.stringify({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: 'Thing', plural: 'things' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: { spec: { type: 'object', properties: { [name]: { type: 'integer' } } } },
              },
            },
          },
        ],
      },
    });
  const thing = (size: string): string =>
    `apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: one\nspec:\n  size: ${size}\n`;
  const tree = committed({ 'deploy/definition.json': definition('size'), 'deploy/thing.yaml': thing('1') });
  tree.write('deploy/thing.yaml', thing('large'));
  const { exitCode, stdout } = await tree.run(['plan', '--base', 'HEAD']);
  expect(stdout).toContain('deploy/thing.yaml:6:9');
  expect(exitCode).toBe(1);
});
