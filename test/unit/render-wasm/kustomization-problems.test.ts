import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Problem, Renderer } from '../../../render-wasm/index.ts';
import { filesOf, openRenderer, problemsOf } from './native.ts';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await openRenderer();
});
afterAll(async () => {
  await renderer.close();
});

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

const problems = async (texts: Record<string, string>, folder = 'app'): Promise<readonly Problem[]> =>
  await problemsOf(renderer.buildKustomization({ files: filesOf(texts), folder }));

const at = (line: number, column: number) => ({ file: 'app/kustomization.yaml', line, column });

describe('an entry that cannot be read is told at its place', () => {
  test.each([
    ['of a repository', 'resources: ["github.com/org/repo//deploy?ref=v1"]', 'REMOTE', 13],
    ['of a repository by SSH', 'resources: ["git@github.com:org/repo"]', 'REMOTE', 13],
    ['of a repository with two dots', 'resources: ["https://example.com/r.git//../..?ref=x"]', 'REMOTE', 13],
    ['of a remote file', 'resources: ["https://example.com/all.yaml"]', 'REMOTE', 13],
    ['of a remote patch', 'patches: [{ path: "https://example.com/p.yaml" }]', 'REMOTE', 19],
    ['of a remote component', 'components: [github.com/org/repo]', 'REMOTE', 14],
    ['of a remote schema', 'openapi: { path: "https://example.com/s.json" }', 'REMOTE', 18],
    ['of a missing file', 'resources: [none.yaml]', 'NOT_FOUND', 13],
    ['of a missing base', 'bases: [../none]', 'NOT_FOUND', 9],
    ['of a missing patch', 'patches: [{ path: none.yaml }]', 'NOT_FOUND', 19],
    ['out of the repository', 'resources: [../../etc]', 'OUTSIDE', 13],
    ['of an absolute path', 'configMapGenerator: [{ name: x, files: [key=/etc/passwd] }]', 'OUTSIDE', 41],
    ['of a file beside the folder', 'secretGenerator: [{ name: x, envs: [../beside.env] }]', 'OUTSIDE', 37],
    ['of a folder for a file', 'patches: [{ path: ../folder }]', 'INVALID', 19],
    ['of a file for a folder', 'components: [../beside.env]', 'INVALID', 14],
    ['of a folder without a kustomization', 'resources: [../folder]', 'NOT_FOUND', 13],
    ['of a kustomization for a component', 'components: [../base]', 'INVALID', 14],
    ['of a component for a kustomization', 'resources: [../part]', 'INVALID', 13],
    ['of a folder that holds it', 'resources: [..]', 'CYCLE', 13],
    ['of itself', 'resources: [.]', 'CYCLE', 13],
    ['of a list for a configuration', 'transformers: ["[a]"]', 'NOT_FOUND', 16],
  ])('%s', async (_what, kustomization, code, column) => {
    const found = await problems({
      'app/kustomization.yaml': `${kustomization}\n`,
      'base/kustomization.yaml': 'namePrefix: x-\n',
      'part/kustomization.yaml': 'kind: Component\nnamePrefix: x-\n',
      'folder/a.yaml': configMap,
      'beside.env': 'SECRET=1\n',
    });
    expect(found).toEqual([expect.objectContaining({ code, ...at(1, column), remedy: expect.any(String) })]);
  });

  test('all of them at once', async () => {
    const found = await problems({ 'app/kustomization.yaml': 'resources:\n- one.yaml\n- two.yaml\n' });
    expect(found.map(({ line, message }) => [line, message])).toEqual([
      [2, 'app/one.yaml does not exist'],
      [3, 'app/two.yaml does not exist'],
    ]);
  });

  test('without the password that it holds', async () => {
    const [found] = await problems({
      'app/kustomization.yaml': 'resources: ["https://user:hunter2@example.com/r.git"]\n',
    });
    expect(found?.message).toContain('https://example.com/r.git');
  });
});

describe('what would run a program is refused', () => {
  test.each([
    ['a chart to inflate', 'helmCharts: [{ name: x, repo: "https://example.com" }]'],
    ['a chart to inflate, by the old field', 'helmChartInflationGenerator: [{ chartName: x }]'],
    ['a generator in a file', 'generators: [plugin.yaml]'],
    [
      'a transformer in the kustomization',
      'transformers:\n- |\n  apiVersion: v1\n  kind: Any\n  metadata: { name: x }',
    ],
    ['a validator from a base', 'validators: [../plugins]'],
    [
      'an inflator of charts among the generators',
      'generators:\n- |\n  apiVersion: builtin\n  kind: HelmChartInflationGenerator\n  metadata: { name: x }',
    ],
  ])('%s', async (_what, kustomization) => {
    const plugin = `apiVersion: example.com/v1
kind: Plugin
metadata:
  name: p
  annotations: { config.kubernetes.io/function: "exec: { path: /bin/sh }" }
`;
    const found = await problems({
      'app/kustomization.yaml': `${kustomization}\n`,
      'app/plugin.yaml': plugin,
      'plugins/kustomization.yaml': 'resources: [plugin.yaml]\n',
      'plugins/plugin.yaml': plugin,
    });
    expect(found).toEqual([expect.objectContaining({ code: 'PLUGIN', remedy: expect.any(String) })]);
  });
});

describe('a kustomization that is none', () => {
  test.each([
    ['no file', {}, { code: 'NOT_FOUND', file: 'app' }],
    ['a folder', { 'app/kustomization.yaml/x': '' }, { code: 'INVALID', file: 'app/kustomization.yaml' }],
    [
      'two files',
      { 'app/kustomization.yaml': 'namePrefix: a', 'app/Kustomization': 'namePrefix: b' },
      { code: 'INVALID' },
    ],
    ['empty', { 'app/kustomization.yaml': '' }, { code: 'INVALID', file: 'app/kustomization.yaml' }],
    ['not YAML', { 'app/kustomization.yaml': 'resources:\n- a\n b: c\n' }, { code: 'INVALID', line: 3 }],
    [
      'an unknown field',
      { 'app/kustomization.yaml': 'patches:\n- pathh: x\n' },
      { code: 'INVALID', ...at(2, 3) },
    ],
    [
      'another type',
      { 'app/kustomization.yaml': 'namePrefix: x\nresources: a.yaml\n' },
      { code: 'INVALID', ...at(2, 12) },
    ],
    [
      'another kind',
      { 'app/kustomization.yaml': 'kind: Deployment\nnamePrefix: a\n' },
      { code: 'INVALID', ...at(1, 7) },
    ],
  ] as const)('%s', async (_what, texts, expected) => {
    expect(await problems(texts)).toEqual([expect.objectContaining(expected)]);
  });

  test('two that include each other', async () => {
    const found = await problems({
      'app/kustomization.yaml': 'resources: [../other]\n',
      'other/kustomization.yaml': 'resources: [../app]\n',
    });
    expect(found).toEqual([
      expect.objectContaining({
        code: 'CYCLE',
        file: 'other/kustomization.yaml',
        message: expect.stringContaining('app → other → app'),
      }),
    ]);
  });
});

describe('what kustomize finds is told of the file where it is', () => {
  test.each([
    ['not YAML', 'apiVersion: v1\nkind: : x\n', { file: 'base/a.yaml', line: 2 }],
    ['no kind', 'apiVersion: v1\nmetadata: { name: a }\n', { file: 'base/a.yaml' }],
    [
      'twice the same object',
      `${configMap}---\n${configMap}`,
      { file: 'base/a.yaml', message: expect.stringContaining('twice') },
    ],
    [
      'a key that is there twice',
      `${configMap}metadata: { name: a }\n`,
      { code: 'INVALID', file: 'base/a.yaml' },
    ],
    ['a control character', `${configMap}data: { a: "\0" }\n`, { file: 'base/a.yaml' }],
  ])('%s', async (_what, text, expected) => {
    const found = await problems({
      'app/kustomization.yaml': 'resources: [../base]\n',
      'base/kustomization.yaml': 'resources: [a.yaml]\n',
      'base/a.yaml': text,
    });
    expect(found).toEqual([expect.objectContaining({ code: 'FAILED', ...expected })]);
  });

  test.each([
    ['a schema', 'openapi: { path: empty.json }'],
    ['definitions of custom resources', 'crds: [empty.json]'],
  ])('%s of nothing, at which it panics', async (_what, kustomization) => {
    const texts = {
      'app/kustomization.yaml': `resources: [a.yaml]\n${kustomization}\n`,
      'app/a.yaml': 'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: a }\n',
    };
    const found = await problems({ ...texts, 'app/empty.json': '' });
    expect(found).toEqual([expect.objectContaining({ code: 'FAILED', file: 'app/kustomization.yaml' })]);
    expect(
      await problems({ ...texts, 'app/empty.json': '', 'app/kustomization.yaml': 'resources: [a.yaml]\n' }),
    ).toEqual([]);
  });

  test('a patch without an object, of the kustomization that names it', async () => {
    const found = await problems({
      'app/kustomization.yaml': 'resources: [../base]\n',
      'base/kustomization.yaml': 'resources: [a.yaml]\npatches: [{ path: p.yaml }]\n',
      'base/a.yaml': configMap,
      'base/p.yaml': configMap.replace('name: a', 'name: other'),
    });
    expect(found).toEqual([expect.objectContaining({ code: 'FAILED', file: 'base/kustomization.yaml' })]);
  });
});

describe('a message has nothing of what the files hold', () => {
  test.each([
    ['a literal without a key', 'secretGenerator: [{ name: a, literals: [hunter2] }]'],
    ['a file of variables that is not UTF-8', 'secretGenerator: [{ name: a, envs: [p.yaml] }]'],
    ['a merge into nothing', 'secretGenerator: [{ name: a, behavior: merge, literals: [a=hunter2] }]'],
    ['a patch that is none', 'resources: [r.yaml]\npatches: [{ patch: "hunter2" }]'],
    [
      'a patch that is none, by the old field',
      'resources: [r.yaml]\npatchesStrategicMerge: ["hunter2: : a\\n"]',
    ],
    ['a patch beside a path', 'resources: [r.yaml]\npatches: [{ path: r.yaml, patch: hunter2 }]'],
    [
      'a patch of a transformer',
      'transformers: ["{apiVersion: builtin, kind: PatchTransformer, metadata: {name: x}, patch: hunter2}"]',
    ],
    ['an object without a name', 'resources: [nameless.yaml]'],
  ])('%s', async (_what, kustomization) => {
    const files = new Map(
      filesOf({
        'app/kustomization.yaml': `${kustomization}\n`,
        'app/r.yaml': configMap,
        'app/nameless.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { annotations: { a: hunter2 } }\n',
      }),
    );
    files.set('app/p.yaml', Buffer.from('key\xff=hunter2\n', 'latin1'));
    const found = await problemsOf(renderer.buildKustomization({ files, folder: 'app' }));
    expect(found).toEqual([
      expect.objectContaining({ code: 'FAILED', file: expect.stringMatching(/^app\/.+yaml$/) }),
    ]);
    expect(found[0]?.message).not.toMatch(/hunter2|0x/);
  });
});
