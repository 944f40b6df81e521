import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/config/parse.ts';
import { PlumblineError } from '../../../src/errors/error.ts';
import { displayId } from '../../../src/manifests/identity.ts';
import {
  type DesiredOptions,
  type DesiredSet,
  inspectDesired,
  loadDesired,
} from '../../../src/render/desired.ts';
import { revisionSource, workTreeSource } from '../../../src/render/sources.ts';
import { TestRepository } from '../git/repositories.ts';

const config = (path = 'deploy', more = ''): string =>
  `apiVersion: plumbline.dev/v1alpha1\nkind: Config\ntargets:\n  - name: shop\n    path: ${path}\n${more}`;
const manifest = (kind: string, name: string, apiVersion = 'v1'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;

/** Options for the first target of a repository's plumbline.yaml, in a folder of it. */
function options(repository: TestRepository, text = config(), folder = ''): DesiredOptions {
  const file = [repository.root, folder, 'plumbline.yaml'].filter(Boolean).join('/');
  const parsed = parseConfig(text, file, repository.root);
  const [target] = parsed.targets;
  if (target === undefined) throw new Error('no target');
  return { config: parsed, target, source: workTreeSource(repository.root) };
}

async function refusal(given: DesiredOptions): Promise<PlumblineError> {
  try {
    await loadDesired(given);
  } catch (thrown) {
    if (thrown instanceof PlumblineError) return thrown;
    throw thrown;
  }
  throw new Error('not refused');
}

const names = ({ manifests }: DesiredSet): string[] => manifests.map(({ id }) => displayId(id));

describe('loadDesired', () => {
  test('gives the same objects from the work tree and from the revision, places relative to the root', async () => {
    const repository = new TestRepository();
    repository.write(
      'ops/manifests/b.yaml',
      `${manifest('ConfigMap', 'b')}---\n${manifest('Namespace', 'team')}`,
    );
    repository.commit('ops/manifests/a.json', '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}');
    const given = options(repository, config('manifests', '    namespace: shop\n'), 'ops');
    const fromDisk = await loadDesired(given);
    expect(names(fromDisk)).toEqual(['Secret shop/a', 'ConfigMap shop/b', 'Namespace team']);
    expect(fromDisk.manifests[2]?.source).toEqual({ file: 'ops/manifests/b.yaml', line: 6, document: 1 });
    const source = await revisionSource(repository.root, 'HEAD');
    expect(await loadDesired({ ...given, ...(source && { source }) })).toEqual(fromDisk);
  });

  test('the namespace is the target’s, else the context’s, else default', async () => {
    const repository = new TestRepository();
    repository.write('deploy/a.yaml', manifest('ConfigMap', 'a'));
    expect(names(await loadDesired(options(repository)))).toEqual(['ConfigMap default/a']);
    expect(names(await loadDesired({ ...options(repository), contextNamespace: 'mine' }))).toEqual([
      'ConfigMap mine/a',
    ]);
  });

  test('asks for the scope of a kind once, and only where it is not known offline', async () => {
    const repository = new TestRepository();
    const things = ['x', 'z'].map((name) => manifest('Thing', name, 'x.dev/v1'));
    const crd = `${manifest('CustomResourceDefinition', 'parts.x.dev', 'apiextensions.k8s.io/v1')}spec:\n  group: x.dev\n  scope: Cluster\n  names: {kind: Part, plural: parts}\n`;
    repository.write('deploy/a.yaml', [...things, manifest('Part', 'p', 'x.dev/v1'), crd].join('---\n'));
    const asked: string[] = [];
    const lookup = async (group: string, kind: string): Promise<boolean> => {
      asked.push(`${group}/${kind}`);
      return false;
    };
    const set = await loadDesired({ ...options(repository), lookup });
    expect(asked).toEqual(['x.dev/Thing']);
    expect(names(set)).toEqual(['Thing x', 'Thing z', 'Part p', 'CustomResourceDefinition parts.x.dev']);
    expect(set.findings).toEqual([]);
    expect((await loadDesired(options(repository))).findings.map(({ code }) => code)).toEqual([
      'SCOPE_UNKNOWN',
    ]);
  });

  test('plumbline.yaml itself is no manifest; a path may be one file', async () => {
    const repository = new TestRepository();
    repository.write('plumbline.yaml', config('.'));
    repository.write('a.yaml', manifest('ConfigMap', 'a'));
    expect(names(await loadDesired(options(repository, config('.'))))).toEqual(['ConfigMap default/a']);
    expect(names(await loadDesired(options(repository, config('a.yaml'))))).toEqual(['ConfigMap default/a']);
  });

  test('every mistake of every file is told, the first one thrown', async () => {
    const repository = new TestRepository();
    repository.write('deploy/a.yaml', 'a: [\n');
    repository.write('deploy/b.yaml', `${manifest('ConfigMap', 'b')}---\n${manifest('ConfigMap', 'b')}`);
    repository.write('deploy/c.yaml', manifest('ConfigMap', 'Bad_Name'));
    repository.write('deploy/values.yaml', 'replicas: 1\n');
    const error = await refusal(options(repository));
    expect([error, ...error.others].map(({ code, place }) => [code, place?.file])).toEqual([
      ['MANIFEST_SYNTAX', 'deploy/a.yaml'],
      ['MANIFEST_INVALID', 'deploy/values.yaml'],
      ['DUPLICATE_OBJECT', 'deploy/b.yaml'],
      ['MANIFEST_INVALID', 'deploy/c.yaml'],
    ]);
    const inspected = await inspectDesired(options(repository));
    expect(names(inspected)).toEqual(['ConfigMap default/b', 'ConfigMap default/Bad_Name']);
    expect(inspected.errors).toHaveLength(4);
  });
});

describe('nothing to apply', () => {
  test('a missing path is an error of usage, never an empty set', async () => {
    const repository = new TestRepository();
    expect(await refusal(options(repository, config('gone')))).toMatchObject({
      code: 'PATH_NOT_FOUND',
      exitCode: 2,
    });
  });

  test.each([
    ['no manifest file', 'README.md', 'hello'],
    ['only comments', 'a.yaml', '# nothing\n---\n# here\n'],
    ['an empty list', 'a.yaml', 'apiVersion: v1\nkind: List\nitems: []\n'],
  ])('%s is refused', async (_what, file, text) => {
    const repository = new TestRepository();
    repository.write(`deploy/${file}`, text);
    expect(await refusal(options(repository))).toMatchObject({ code: 'EMPTY_RENDER', exitCode: 3 });
  });

  test('the other side of a comparison may be empty', async () => {
    const repository = new TestRepository();
    const given = { ...options(repository, config('gone')), mayBeEmpty: true };
    expect((await loadDesired(given)).manifests).toEqual([]);
  });

  test.each(['sub/Chart.yaml', 'sub/kustomization.yml', 'a/b/Kustomization'])(
    '%s in a folder of plain manifests is refused: it is a target of its own',
    async (file) => {
      const repository = new TestRepository();
      repository.write('deploy/a.yaml', manifest('ConfigMap', 'a'));
      repository.write(`deploy/${file}`, 'name: x\n');
      expect(await refusal(options(repository))).toMatchObject({
        code: 'MANIFEST_INVALID',
        place: { file: `deploy/${file}` },
        remedy: expect.stringContaining('a target of its own'),
      });
    },
  );
});
