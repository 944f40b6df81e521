import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { FileSet, ProblemCode, Renderer, RenderLimits } from '../../../render-wasm/index.ts';
import { archiveOf } from './archive.ts';
import { filesOf, openRenderer, problemsOf } from './native.ts';

const chartYaml = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await limited({ memoryMb: 256 });
});
afterAll(async () => {
  await renderer.close();
});

const limited = async (limits: Partial<RenderLimits>): Promise<Renderer> => await openRenderer(limits);

const chart = (more: Record<string, string>): FileSet => filesOf({ 'app/Chart.yaml': chartYaml, ...more });

const render = async (files: FileSet, by = renderer) =>
  await by.renderChart({ files, folder: 'app', releaseName: 'r', namespace: 'n' });

const build = async (texts: Record<string, string>, by = renderer) =>
  await by.buildKustomization({ files: filesOf(texts), folder: 'app' });

const codes = async (work: Promise<unknown>): Promise<ProblemCode[]> =>
  (await problemsOf(work)).map(({ code }) => code);

/** Ten lists of the ten before them: 10^depth items, in a few lines. */
function aliasBomb(depth: number, indent: string): string {
  const names = Array.from({ length: depth }, (_, index) => `x${index}`);
  const lines = names.map((name, index) => {
    const items = Array<string>(10).fill(index === 0 ? 'x' : `*x${index - 1}`);
    return `${indent}${name}: &${name} [${items.join(', ')}]`;
  });
  return lines.join('\n');
}

describe('after each of these, the next rendering works', () => {
  afterEach(async () => {
    expect(
      (await build({ 'app/kustomization.yaml': 'resources: [a.yaml]\n', 'app/a.yaml': configMap })).documents,
    ).toHaveLength(1);
  });

  test('templates without an end stop at the limit of time', async () => {
    const loop =
      '{{ range until 100000 }}{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}{{ end }}';
    await using short = await limited({ timeoutMs: 2000 });
    expect(await codes(render(chart({ 'app/templates/a.yaml': loop }), short))).toEqual(['TIMEOUT']);
    expect(await codes(render(chart({ 'app/templates/a.yaml': 'a: b' }), short))).toEqual([]);
  });

  test.each([
    ['a text that doubles', '{{ $x := "x" }}{{ range until 60 }}{{ $x = print $x $x }}{{ end }}{{ $x }}'],
    ['a text of two gigabytes', '{{ repeat 2000000000 "x" }}'],
    ['a range of a milliard', '{{ range untilStep 0 1000000000 1 }}{{ end }}'],
  ])('%s stops at the limit of memory', async (_what, text) => {
    expect(await codes(render(chart({ 'app/templates/a.yaml': text })))).toEqual(['MEMORY']);
  });

  test('tpl that evaluates itself stops at a limit', async () => {
    const files = chart({
      'app/values.yaml': 't: "{{ tpl .Values.t . }}"\n',
      'app/templates/a.yaml': '{{ tpl .Values.t . }}',
    });
    await using short = await limited({ memoryMb: 128, timeoutMs: 5000 });
    const [code] = await codes(render(files, short));
    expect(['MEMORY', 'STACK', 'TIMEOUT']).toContain(code);
  });

  test.each([
    ['include', '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}'],
    ['template', '{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}'],
  ])('%s of itself is told, in a message that can be read', async (_what, text) => {
    const found = await problemsOf(render(chart({ 'app/templates/a.yaml': text })));
    expect(found).toEqual([
      expect.objectContaining({ code: 'TEMPLATE', file: 'app/templates/a.yaml', line: 1 }),
    ]);
    expect(found[0]?.message.length).toBeLessThan(5000);
  });

  test.each([
    ['to itself', '{ "$ref": "#" }'],
    [
      'to itself by another',
      '{ "$ref": "#/definitions/a", "definitions": { "a": { "allOf": [{ "$ref": "#/definitions/a" }] } } }',
    ],
    ['100,000 deep', `${'{"not":'.repeat(100_000)}{}${'}'.repeat(100_000)}`],
  ])('a schema that refers %s refuses the values', async (_where, schema) => {
    const found = await problemsOf(render(chart({ 'app/values.schema.json': schema })));
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['VALUES']));
  });

  test.each([
    ['an alias bomb', aliasBomb(11, '')],
    ['50,000 brackets', `a: ${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['a tab', 'a:\n\tb: c\n'],
    ['a NUL', 'a: "\0"\n'],
    ['a merge of an alias that is none', 'a: { <<: *none }\n'],
  ])('values of %s are refused', async (_what, text) => {
    const found = await problemsOf(render(chart({ 'app/values.yaml': text })));
    expect(found).toEqual([expect.objectContaining({ code: 'INVALID', file: 'app/values.yaml' })]);
  });

  test('an alias bomb in a manifest stops at a limit', async () => {
    await using short = await limited({ memoryMb: 128, timeoutMs: 3000 });
    const bomb = `${configMap}data:\n${aliasBomb(11, '  ')}\n`;
    const [code] = await codes(
      build({ 'app/kustomization.yaml': 'resources: [a.yaml]\n', 'app/a.yaml': bomb }, short),
    );
    expect(['MEMORY', 'TIMEOUT']).toContain(code);
  });

  test('a manifest 20,000 deep is refused', async () => {
    const deep = `${configMap}data: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`;
    const files = { 'app/kustomization.yaml': 'resources: [a.yaml]\n', 'app/a.yaml': deep };
    expect(await codes(build(files))).toEqual(['FAILED']);
  });

  test('an archive that unpacks to more than 100 MiB is refused', async () => {
    const files = new Map(chart({}));
    const entries = [
      { name: 'b/Chart.yaml', content: chartYaml },
      { name: 'b/big', content: 110 << 20 },
    ];
    files.set('app/charts/bomb.tgz', archiveOf(entries));
    expect(await problemsOf(render(files))).toEqual([
      expect.objectContaining({
        code: 'INVALID',
        file: 'app/charts/bomb.tgz',
        message: expect.stringContaining('maximum size'),
      }),
    ]);
  });

  test('a link in an archive is an empty file', async () => {
    const files = new Map(chart({}));
    const entries = [
      { name: 'b/Chart.yaml', content: chartYaml.replace('shop', 'b') },
      { name: 'b/templates/link.yaml', content: '', type: '2' as const },
    ];
    files.set('app/charts/b.tgz', archiveOf(entries));
    expect((await render(files)).documents).toEqual([]);
  });

  test('a tower of kustomizations that each include the next twice ends at the first that is there twice', async () => {
    const levels = Array.from({ length: 30 }, (_, level): [string, string] => {
      const next =
        level === 29 ? 'resources: [a.yaml]\n' : `resources: [../l${level + 1}, ../l${level + 1}]\n`;
      return [`l${level}/kustomization.yaml`, next];
    });
    const files = {
      ...Object.fromEntries(levels),
      'l29/a.yaml': configMap,
      'app/kustomization.yaml': 'resources: [../l0]\n',
    };
    expect(await problemsOf(build(files))).toEqual([
      expect.objectContaining({ code: 'FAILED', message: expect.stringContaining('twice') }),
    ]);
  });
});

describe('what goes in and comes out is bounded', () => {
  test.each([
    ['the number of files', { files: 1 }],
    ['the size of a file', { fileBytes: 20 }],
    ['the size of all files', { inputBytes: 60 }],
    ['the number of documents', { documents: 2 }],
    ['the size of all documents', { outputBytes: 100 }],
  ])('by %s', async (_what, limits) => {
    await using small = await limited(limits);
    const files = chart({ 'app/templates/a.yaml': '{{ range until 3 }}---\na: {{ . }}\n{{ end }}' });
    expect(await codes(render(files, small))).toEqual(['TOO_LARGE']);
  });

  test.each(['../a', '/a', 'a/../b', './a', 'a//b', 'a/', '', 'a\0b'])(
    'a file named %j is refused',
    async (name) => {
      const files = new Map([[name, Buffer.from('')]]);
      expect(await codes(render(files))).toEqual(['OUTSIDE']);
    },
  );

  test('files named as what JavaScript objects have are files', async () => {
    const files = chart({
      'app/__proto__': 'x',
      'app/constructor': 'y',
      'app/templates/a.yaml': 'n: {{ .Files.Get "__proto__" }}{{ .Files.Get "constructor" }}',
    });
    expect((await render(files)).documents[0]?.text).toBe('n: xy');
  });
});
