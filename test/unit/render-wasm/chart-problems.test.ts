import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ChartOptions, Problem, Renderer } from '../../../render-wasm/index.ts';
import { archiveOf } from './archive.ts';
import { filesOf, openRenderer, problemsOf } from './native.ts';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await openRenderer();
});
afterAll(async () => {
  await renderer.close();
});

const chartYaml = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';

async function problems(
  texts: Record<string, string>,
  options: Partial<ChartOptions> = {},
): Promise<readonly Problem[]> {
  const files = filesOf({ 'app/Chart.yaml': chartYaml, ...texts });
  const chart = { files, folder: 'app', releaseName: 'r', namespace: 'n' };
  return await problemsOf(renderer.renderChart({ ...chart, ...options }));
}

describe('a template that fails is told at its line', () => {
  test.each([
    [
      'by fail',
      'a: b\nb: {{ fail "not so" }}',
      { line: 2, column: 7, message: expect.stringContaining('not so') },
    ],
    ['by required', '{{ required "name it" .Values.name }}', { line: 1, column: 4 }],
    ['at a value of nothing', 'a:\n  {{ .Values.one.two.three }}', { line: 2, column: 13 }],
    ['at an unknown function', 'a: b\nb: {{ nofunction }}', { line: 2 }],
    ['at an unclosed action', 'a: b\n{{ if true }}\n', { line: 3 }],
    ['at an unknown template', '{{ include "none" . }}', { line: 1, column: 4 }],
  ])('%s', async (_how, text, place) => {
    expect(await problems({ 'app/templates/a.yaml': text })).toEqual([
      expect.objectContaining({ code: 'TEMPLATE', file: 'app/templates/a.yaml', ...place }),
    ]);
  });

  test('in the helper where it fails, with the way there', async () => {
    const found = await problems({
      'app/templates/_h.tpl': '{{ define "h" }}\n{{ .Values.a.b.c }}\n{{ end }}',
      'app/templates/a.yaml': 'a: {{ include "h" . }}',
    });
    expect(found).toEqual([
      expect.objectContaining({
        code: 'TEMPLATE',
        file: 'app/templates/_h.tpl',
        line: 2,
        message: expect.stringContaining('shop/templates/a.yaml:1:6'),
      }),
    ]);
  });

  test('in a subchart under an alias', async () => {
    const found = await problems({
      'app/Chart.yaml': `${chartYaml}dependencies: [{ name: sub, alias: other, version: "*", repository: "" }]\n`,
      'app/charts/folder/Chart.yaml': chartYaml.replace('shop', 'sub'),
      'app/charts/folder/templates/a.yaml': '{{ fail "no" }}',
    });
    expect(found).toEqual([
      expect.objectContaining({ code: 'TEMPLATE', file: 'app/charts/folder/templates/a.yaml', line: 1 }),
    ]);
  });

  test('that renders no YAML: in its file, with the line of the document', async () => {
    expect(await problems({ 'app/templates/a.yaml': '{{/* one */}}\na: b\nb: : c\n' })).toEqual([
      expect.objectContaining({
        code: 'TEMPLATE',
        file: 'app/templates/a.yaml',
        message: expect.stringContaining('line 2'),
      }),
    ]);
  });
});

describe('values', () => {
  const schema = JSON.stringify({
    properties: { replicas: { type: 'integer' }, deep: { properties: { 'a/b': { type: 'string' } } } },
  });

  test('that a schema refuses are each told where they stand, in the last file that has them', async () => {
    const found = await problems(
      { 'app/values.schema.json': schema, 'app/values.yaml': 'replicas: 1\ndeep:\n  a/b: 5\n' },
      {
        valuesFiles: [
          { file: 'one.yaml', text: 'replicas: x\n' },
          { file: 'two.yaml', text: '# two\nreplicas: y\n' },
        ],
      },
    );
    expect(found.toSorted((a, b) => String(a.file).localeCompare(String(b.file)))).toEqual([
      expect.objectContaining({ code: 'VALUES', file: 'app/values.yaml', line: 3, column: 8 }),
      expect.objectContaining({ code: 'VALUES', file: 'two.yaml', line: 2, column: 11 }),
    ]);
  });

  test('of a subchart that its schema refuses are told where the parent has them', async () => {
    const found = await problems({
      'app/values.yaml': 'sub:\n  replicas: many\n',
      'app/charts/sub/Chart.yaml': chartYaml.replace('shop', 'sub'),
      'app/charts/sub/values.schema.json': schema,
    });
    expect(found).toEqual([
      expect.objectContaining({ code: 'VALUES', file: 'app/values.yaml', line: 2, column: 13 }),
    ]);
  });

  test('that are no YAML are told at their line', async () => {
    const found = await problems({}, { valuesFiles: [{ file: 'prod.yaml', text: 'a: 1\nb: : 2\n' }] });
    expect(found).toEqual([expect.objectContaining({ code: 'VALUES', file: 'prod.yaml', line: 2 })]);
  });

  test.each(['https://example.com/s.json', 'file:///etc/passwd'])(
    'are not judged by a schema at %s',
    async ($ref) => {
      const found = await problems({ 'app/values.schema.json': JSON.stringify({ $ref }) });
      expect(found).toEqual([expect.objectContaining({ code: 'REMOTE', file: 'app/values.schema.json' })]);
    },
  );
});

describe('a chart that cannot be rendered', () => {
  test.each([
    [
      'whose Chart.yaml is a folder too',
      { 'app/Chart.yaml/x': '' },
      {},
      { code: 'INVALID', file: 'app/Chart.yaml' },
    ],
    [
      'whose Chart.yaml is no YAML',
      { 'app/Chart.yaml': 'name: x\nversion: [\n' },
      {},
      { code: 'INVALID', line: 2 },
    ],
    ['whose Chart.yaml is empty', { 'app/Chart.yaml': '' }, {}, { code: 'INVALID', file: 'app/Chart.yaml' }],
    [
      'whose name leads elsewhere',
      { 'app/Chart.yaml': chartYaml.replace('shop', '../x') },
      {},
      { code: 'INVALID' },
    ],
    [
      'with a dependency of nothing',
      { 'app/Chart.yaml': `${chartYaml}dependencies: [null]\n` },
      {},
      { code: 'INVALID' },
    ],
    [
      'whose values.yaml is no YAML',
      { 'app/values.yaml': 'a: [' },
      {},
      { code: 'INVALID', file: 'app/values.yaml' },
    ],
    [
      'of another apiVersion',
      { 'app/Chart.yaml': chartYaml.replace('v2', 'v3') },
      {},
      { code: 'INVALID', file: 'app/Chart.yaml' },
    ],
    ['that is a library', { 'app/Chart.yaml': `${chartYaml}type: library\n` }, {}, { code: 'INVALID' }],
    [
      'for another Kubernetes',
      { 'app/Chart.yaml': `${chartYaml}kubeVersion: ">=1.35"\n` },
      { kubernetesVersion: '1.34' },
      { code: 'KUBERNETES_VERSION', file: 'app/Chart.yaml' },
    ],
    ['for a Kubernetes that is none', {}, { kubernetesVersion: 'newest' }, { code: 'KUBERNETES_VERSION' }],
    [
      'with a file among its charts',
      { 'app/charts/README.md': 'x' },
      {},
      { code: 'INVALID', file: 'app/charts/README.md' },
    ],
    [
      'with a folder among its charts',
      { 'app/charts/sub/x': 'x' },
      {},
      { code: 'NOT_FOUND', file: 'app/charts/sub/Chart.yaml' },
    ],
    [
      'with an archive that is none',
      { 'app/charts/sub.tgz': 'x' },
      {},
      { code: 'INVALID', file: 'app/charts/sub.tgz' },
    ],
    [
      'with a pattern that Helm does not take',
      { 'app/.helmignore': 'a/**/b\n' },
      {},
      { code: 'INVALID', file: 'app/.helmignore' },
    ],
  ])('%s', async (_what, texts, options, expected) => {
    expect(await problems(texts as Record<string, string>, options)).toEqual([
      expect.objectContaining(expected),
    ]);
  });

  test('for want of its dependencies, each told without a password', async () => {
    const found = await problems({
      'app/Chart.yaml': `${chartYaml}dependencies:
- { name: redis, version: 1.x, repository: "https://user:hunter2@charts.example" }
- { name: db, version: 2.x, repository: "" }
`,
    });
    expect(found.map(({ code, message }) => [code, message])).toEqual([
      ['DEPENDENCY_MISSING', 'the dependency redis 1.x from https://charts.example is not in charts/'],
      ['DEPENDENCY_MISSING', 'the dependency db 2.x is not in charts/'],
    ]);
  });

  test.each([
    ['above its folder', 'sub/../../x'],
    ['above by backslashes', 'sub\\..\\..\\x'],
    ['of a drive', 'sub/c:/x'],
    ['without a folder', 'Chart.yaml'],
  ])('for an archive with a path %s', async (_where, name) => {
    const files = new Map(filesOf({ 'app/Chart.yaml': chartYaml }));
    files.set('app/charts/sub.tgz', archiveOf([{ name, content: chartYaml }]));
    expect(await problems({}, { files })).toEqual([
      expect.objectContaining({ code: 'INVALID', file: 'app/charts/sub.tgz' }),
    ]);
  });
});
