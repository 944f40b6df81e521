import { describe, expect, test } from '@jest/globals';
import { readYaml } from '../../../../src/manifests/yaml.ts';
import { digestOf, packFiles } from '../../../../src/render/remote/digest.ts';
import { mountBases, mountCharts, mountFolder, type Supply } from '../../../../src/render/remote/mount.ts';
import type { Files, LockEntry } from '../../../../src/render/remote/types.ts';

const filesOf = (texts: Record<string, string>): Files =>
  new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
const textOf = (files: Files, path: string): string => Buffer.from(files.get(path) ?? []).toString();
const contentOf = (files: Files, path: string) => readYaml(textOf(files, path))[0]?.value;

/** Gives files by repository, URL or name of a chart. */
const supply =
  (things: Record<string, Record<string, string>>): Supply =>
  async ({ reference }) => {
    const name =
      reference.kind === 'base'
        ? reference.repository
        : reference.kind === 'file'
          ? reference.url
          : reference.name;
    const files = filesOf(things[name] ?? {});
    const digest = digestOf(packFiles(files));
    const entry = { ...reference, commit: 'c'.repeat(40), resolved: '1.0.0', location: '', digest, size: 1 };
    return { entry: entry as LockEntry, files };
  };

const repository = 'https://github.com/org/repo';

describe('a kustomization', () => {
  test('names the mounted folder of a base in place of its URL, and is otherwise as it was', async () => {
    const text = `namespace: shop\nresources:\n  - a.yaml\n  - ${repository}//base?ref=v1\nimages:\n  - name: web\n    newTag: "1.10"\n`;
    const { files, origins } = await mountBases(
      filesOf({ 'deploy/prod/kustomization.yaml': text, 'deploy/prod/a.yaml': 'x' }),
      'deploy/prod',
      supply({ [repository]: { 'base/kustomization.yaml': 'resources: [b.yaml]', 'base/b.yaml': 'y' } }),
    );
    const [top = ''] = origins.keys();
    expect(contentOf(files, 'deploy/prod/kustomization.yaml')).toEqual({
      namespace: 'shop',
      resources: ['a.yaml', `../../${top}/base`],
      images: [{ name: 'web', newTag: '1.10' }],
    });
    expect(top).toMatch(/^\.plumbline-remote\/github\.com-org-repo@c{12}-[0-9a-f]{12}$/);
    expect(textOf(files, `${top}/base/b.yaml`)).toBe('y');
    expect(textOf(files, 'deploy/prod/a.yaml')).toBe('x');
    expect(origins.get(top)).toBe(`${repository} at ${'c'.repeat(40)}`);
  });

  test('without anything remote is left byte for byte', async () => {
    const given = filesOf({ 'kustomization.yaml': 'resources: [ "a.yaml" ] # mine\n' });
    expect((await mountBases(given, '.', supply({}))).files).toEqual(given);
  });

  test('finds a remote file beside it, for kustomize takes none from another folder', async () => {
    const url = 'https://example.com/v1/crds.yaml';
    const { files } = await mountBases(
      filesOf({ 'deploy/kustomization.yaml': `resources: [${url}]` }),
      'deploy',
      supply({ [url]: { 'crds.yaml': 'kind: X' } }),
    );
    const { resources } = contentOf(files, 'deploy/kustomization.yaml') as { resources: string[] };
    expect(resources[0]).toMatch(
      new RegExp(`^${mountFolder}/example\\.com-v1-crds\\.yaml-[0-9a-f]{12}/crds.yaml$`),
    );
    expect(textOf(files, `deploy/${resources[0]}`)).toBe('kind: X');
  });

  test('keeps the key of a generated file', async () => {
    const url = 'https://example.com/app.conf';
    const { files } = await mountBases(
      filesOf({ 'kustomization.yaml': `configMapGenerator: [{name: a, files: ["my.conf=${url}"]}]` }),
      '.',
      supply({ [url]: { 'app.conf': 'x' } }),
    );
    expect(textOf(files, 'kustomization.yaml')).toMatch(
      /my\.conf=\.plumbline-remote\/example\.com-app\.conf-[0-9a-f]{12}\/app\.conf/,
    );
  });

  test('gets the bases of its bases, and a base that names itself but once', async () => {
    const other = 'https://github.com/org/other';
    const { files, origins } = await mountBases(
      filesOf({ 'kustomization.yaml': `resources: [${repository}//a]` }),
      '.',
      supply({
        [repository]: {
          'a/kustomization.yaml': 'resources: [../b]',
          'b/kustomization.yaml': `resources: [${other}]`,
        },
        [other]: { 'kustomization.yaml': `resources: [${other}]` },
      }),
    );
    expect(origins.size).toBe(2);
    const [, second = ''] = origins.keys();
    expect(contentOf(files, `${second}/kustomization.yaml`)).toEqual({ resources: ['.'] });
  });

  test('whose base leads out of its own repository is refused', async () => {
    const things = { [repository]: { 'base/kustomization.yaml': 'resources: [../../../deploy]' } };
    await expect(
      mountBases(filesOf({ 'kustomization.yaml': `resources: [${repository}//base]` }), '.', supply(things)),
    ).rejects.toEqual(expect.objectContaining({ code: 'FETCH_REFUSED' }));
  });

  test('gets nothing from a folder of the repository that is named like ours', async () => {
    const given = filesOf({ 'kustomization.yaml': '', [`${mountFolder}/x/a.yaml`]: 'mine' });
    expect([...(await mountBases(given, '.', supply({}))).files.keys()]).toEqual(['kustomization.yaml']);
  });

  test('with hundreds of remote things is refused', async () => {
    const list = Array.from({ length: 201 }, (_, index) => `https://example.com/${index}.yaml`);
    const things = Object.fromEntries(list.map((url) => [url, { 'a.yaml': url }]));
    const given = filesOf({ 'kustomization.yaml': `resources: ${JSON.stringify(list)}` });
    await expect(mountBases(given, '.', supply(things))).rejects.toEqual(
      expect.objectContaining({ code: 'MANIFEST_TOO_LARGE' }),
    );
  });
});

describe('a chart', () => {
  test('finds the archives of its dependencies in charts/', async () => {
    const text =
      'name: shop\nversion: 1.0.0\ndependencies: [{name: redis, version: ^1, repository: "oci://ghcr.io/acme"}]\n';
    const { files, origins } = await mountCharts(
      filesOf({ 'deploy/Chart.yaml': text }),
      'deploy',
      supply({ redis: { 'redis-1.0.0.tgz': 'packed' } }),
    );
    expect(textOf(files, 'deploy/charts/redis-1.0.0.tgz')).toBe('packed');
    expect(textOf(files, 'deploy/Chart.yaml')).toBe(text);
    expect(origins.get('deploy/charts/redis-1.0.0.tgz')).toBe('chart redis ^1 of oci://ghcr.io/acme');
  });
});
