import { describe, expect, test } from '@jest/globals';
import { findRemote } from '../../../../src/render/remote/find.ts';

const filesOf = (texts: Record<string, string>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
const find = (text: string) => findRemote(filesOf({ 'deploy/kustomization.yaml': text }), 'deploy');
const references = (text: string) => find(text).map(({ reference }) => reference);

describe('what a kustomization takes from elsewhere', () => {
  test('is found with its place', () => {
    expect(find('resources:\n  - a.yaml\n  - https://github.com/org/repo//base?ref=v1\n')).toEqual([
      expect.objectContaining({
        reference: { kind: 'base', repository: 'https://github.com/org/repo', path: 'base', ref: 'v1' },
        place: { file: 'deploy/kustomization.yaml', line: 3, column: 5 },
      }),
    ]);
  });

  test.each(['resources', 'components', 'bases'])('is found in %s', (key) => {
    expect(references(`${key}: [github.com/org/repo//x]`)).toEqual([
      expect.objectContaining({ kind: 'base', path: 'x' }),
    ]);
  });

  test.each([
    'https://raw.githubusercontent.com/org/repo/v1/a.yaml',
    'https://github.com/org/repo/releases/download/v1/all.yaml',
    'https://example.com/a.yml?token=1',
    'https://example.com/a.json',
  ])('is the file %s', (url) => {
    expect(references(`resources: ['${url}']`)).toEqual([{ kind: 'file', url }]);
  });

  test.each([
    'https://github.com/org/repo//a.yaml?ref=v1',
    'https://git.example.com/org/repo.git/a.yaml',
    'https://github.com/org/repo/a.yaml?ref=v1',
  ])('is the repository %s, though the URL ends like a file', (url) => {
    expect(references(`resources: ['${url}']`)).toEqual([
      expect.objectContaining({ kind: 'base', path: 'a.yaml' }),
    ]);
  });

  test.each([
    ['crds', 'crds: [URL]'],
    ['configurations', 'configurations: [URL]'],
    ['openapi', 'openapi: {path: URL}'],
    ['patches', 'patches: [{path: URL}]'],
    ['patchesStrategicMerge', 'patchesStrategicMerge: [URL]'],
    ['patchesJson6902', 'patchesJson6902: [{path: URL, target: {}}]'],
    ['replacements', 'replacements: [{path: URL}]'],
    ['transformers', 'transformers: [URL]'],
    ['a generator', 'configMapGenerator: [{name: a, files: [URL]}]'],
    ['a generator with a key', 'configMapGenerator: [{name: a, files: [key=URL]}]'],
    ['envs', 'secretGenerator: [{name: a, envs: [URL]}]'],
  ])('is found in %s', (_what, text) => {
    const url = 'https://example.com/x';
    expect(references(text.replace('URL', url))).toEqual([{ kind: 'file', url }]);
  });

  test.each([
    'configMapGenerator: [{name: a, literals: ["url=https://example.com/x"]}]',
    'configMapGenerator: [{name: a, options: {annotations: {home: "https://example.com"}}}]',
    'patches: [{patch: "https://example.com"}]',
    'commonAnnotations: {home: "https://example.com/a.yaml"}',
    'images: [{name: github.com/org/repo}]',
    'namePrefix: https://example.com',
    'resources: [../base, a.yaml]',
  ])('is nothing in %s', (text) => {
    expect(references(text)).toEqual([]);
  });

  test('is found in the kustomizations that it names, each once though they name each other', () => {
    const found = findRemote(
      filesOf({
        'deploy/prod/kustomization.yaml': 'resources: [../base]',
        'deploy/base/Kustomization': 'resources: [../prod, github.com/org/repo]',
      }),
      'deploy/prod',
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.place.file).toBe('deploy/base/Kustomization');
  });

  test.each([
    ['http', 'resources:\n  - http://example.com/a.yaml\n', 'FETCH_REFUSED'],
    ['http in a patch', 'patches:\n  - path: http://example.com/a.yaml\n', 'FETCH_REFUSED'],
    ['a way out', 'resources:\n  - https://github.com/org/repo//../..\n', 'FETCH_REFUSED'],
    ['Helm charts', 'namespace: a\nhelmCharts:\n  - name: redis\n', 'UNSUPPORTED'],
    ['a Helm inflator', 'namespace: a\nhelmChartInflationGenerator:\n  - chartName: redis\n', 'UNSUPPORTED'],
    ['several documents', 'a: 1\n---\nb: 1\n', 'MANIFEST_INVALID'],
    ['broken YAML', 'a: 1\nb: [', 'MANIFEST_SYNTAX'],
  ])('is refused with its place where it is %s', (_what, text, code) => {
    expect(() => find(text)).toThrow(
      expect.objectContaining({
        code,
        place: expect.objectContaining({ file: 'deploy/kustomization.yaml' }),
      }),
    );
  });
});
