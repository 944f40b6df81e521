import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PlumblineError } from '../../../src/errors/error.ts';
import { type FileSource, revisionSource, workTreeSource } from '../../../src/render/sources.ts';
import { TestRepository } from '../git/repositories.ts';

const links = (repository: TestRepository, made: Record<string, string>): void => {
  for (const [path, to] of Object.entries(made)) symlinkSync(to, join(repository.root, path));
};

/** The repository's last commit. */
async function committed(repository: TestRepository): Promise<FileSource> {
  repository.commit('done', '');
  const source = await revisionSource(repository.root, 'HEAD');
  if (source === undefined) throw new Error('no HEAD');
  return source;
}

const sources = [
  { where: 'work tree', open: async ({ root }: TestRepository) => workTreeSource(root) },
  { where: 'commit', open: committed },
];

const textsOf = (folder: Map<string, Uint8Array> | undefined): Record<string, string> =>
  Object.fromEntries([...(folder ?? [])].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));

async function refusal(source: FileSource): Promise<unknown> {
  const thrown = await source.folder('chart').then(
    () => undefined,
    (error: unknown) => error,
  );
  return thrown instanceof PlumblineError ? [thrown.code, thrown.place?.file, thrown.message] : thrown;
}

describe.each(sources)('a folder of the $where', ({ open }) => {
  test('has every file, hidden ones and all below it, and no other', async () => {
    const repository = new TestRepository();
    repository.write('chart/Chart.yaml', 'name: a');
    repository.write('chart/.helmignore', '*.bak');
    repository.write('chart/templates/_helpers.tpl', 'helpers');
    repository.write('other/values.yaml', '');
    expect(textsOf(await (await open(repository)).folder('chart'))).toEqual({
      'chart/.helmignore': '*.bak',
      'chart/Chart.yaml': 'name: a',
      'chart/templates/_helpers.tpl': 'helpers',
    });
  });

  test('of the whole repository leaves out what Git keeps for itself', async () => {
    const repository = new TestRepository();
    repository.write('a.yaml', 'a');
    const names = Object.keys(textsOf(await (await open(repository)).folder('.')));
    expect(names.filter((name) => name !== 'done')).toEqual(['a.yaml']);
  });

  test('has what a link leads to by the name of the link', async () => {
    const repository = new TestRepository();
    repository.write('shared/values.yaml', 'shared');
    repository.write('shared/files/a.txt', 'a');
    repository.write('chart/Chart.yaml', '');
    links(repository, { 'chart/values.yaml': '../shared/values.yaml', 'chart/files': '../shared/files' });
    expect(textsOf(await (await open(repository)).folder('chart'))).toEqual({
      'chart/Chart.yaml': '',
      'chart/files/a.txt': 'a',
      'chart/values.yaml': 'shared',
    });
  });

  test.each([
    ['out of the repository', { 'chart/out': '../../elsewhere' }, /it leads|leads out|to nothing/],
    ['to an absolute path', { 'chart/out': '/etc/passwd' }, /leads out of the repository/],
    ['to nothing', { 'chart/out': 'missing' }, /to nothing/],
    ['back to its own folder', { 'chart/out': '../chart' }, /leads back/],
  ])('with a link %s is refused', async (_where, made, message) => {
    const repository = new TestRepository();
    repository.write('chart/Chart.yaml', '');
    links(repository, made);
    const [code, , said] = (await refusal(await open(repository))) as string[];
    expect(code).toBe('FILE_UNREADABLE');
    expect(said).toMatch(message);
  });

  test('that is a file, or is not there, is none', async () => {
    const repository = new TestRepository();
    repository.write('chart', '');
    const source = await open(repository);
    expect(await source.folder('chart')).toBeUndefined();
    expect(await source.folder('missing')).toBeUndefined();
  });
});
