import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { submodulePaths } from '../../../src/render/placeholders.ts';
import { type FileSource, revisionSource, workTreeSource } from '../../../src/render/sources.ts';
import { configMapYaml } from '../../support/work-tree.ts';
import { TestRepository } from '../git/repositories.ts';

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`;
let repository: TestRepository;
const made: string[] = [];
beforeEach(() => {
  repository = new TestRepository();
  made.push(repository.root);
});
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

async function sources(): Promise<[place: string, source: FileSource, remedy: RegExp][]> {
  const committed = await revisionSource(repository.root, 'HEAD');
  if (committed === undefined) throw new Error('there is a commit');
  return [
    ['work tree', workTreeSource(repository.root), /actions\/checkout/],
    ['commit', committed, /commits are compared/],
  ];
}

const refusal = (file: string, message: RegExp, remedy: RegExp) =>
  expect.objectContaining({
    code: 'FILE_UNREADABLE',
    place: { file },
    message: expect.stringMatching(message),
    remedy: expect.stringMatching(remedy),
  });

describe('a file that Git LFS keeps elsewhere', () => {
  test('is refused with what to do, and so is every other', async () => {
    repository.write('deploy/b.yaml', pointer);
    repository.commit('deploy/a.yaml', pointer);
    for (const [, source, remedy] of await sources()) {
      const files = (await source.list('deploy')) ?? [];
      const thrown: unknown = await source.read(files).catch((error: unknown) => error);
      expect(thrown).toEqual(refusal('deploy/a.yaml', /pointer of Git LFS/, remedy));
      expect(thrown).toMatchObject({ others: [{ place: { file: 'deploy/b.yaml' } }] });
      await expect(source.folder('deploy')).rejects.toEqual(refusal('deploy/a.yaml', /Git LFS/, remedy));
    }
  });

  test('is left alone where it is a picture', async () => {
    repository.write('chart/icon.png', pointer);
    repository.commit('chart/Chart.yaml', 'name: a\n');
    for (const [, source] of await sources()) expect((await source.folder('chart'))?.size).toBe(2);
  });

  test('is not any file that tells of it', async () => {
    repository.commit('deploy/a.yaml', `# ${pointer}`);
    for (const [, source] of await sources())
      expect((await source.read((await source.list('deploy')) ?? [])).size).toBe(1);
  });
});

describe('a submodule below the path of a target', () => {
  beforeEach(() => {
    const other = new TestRepository();
    made.push(other.root);
    other.commit('x/a.yaml', configMapYaml('a'));
    repository.write('deploy/own.yaml', configMapYaml('own'));
    repository.git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      other.root,
      'deploy/shared',
    );
    repository.git('commit', '--quiet', '--all', '-m', 'a submodule');
  });

  test.each(['deploy', 'deploy/shared', 'deploy/shared/x'])(
    'is read where it is checked out: %s',
    async (path) => {
      const source = workTreeSource(repository.root);
      expect(await source.list(path)).toContain('deploy/shared/x/a.yaml');
      expect([...((await source.folder(path)) ?? [])].map(([file]) => file)).toContain(
        'deploy/shared/x/a.yaml',
      );
    },
  );

  test.each(['deploy', 'deploy/shared', 'deploy/shared/x'])(
    'is refused where it is not: %s',
    async (path) => {
      rmSync(join(repository.root, 'deploy/shared'), { recursive: true });
      mkdirSync(join(repository.root, 'deploy/shared'));
      for (const [, source, remedy] of await sources()) {
        await expect(source.list(path)).rejects.toEqual(refusal('deploy/shared', /submodule/, remedy));
      }
    },
  );

  test('is refused in a chart or a kustomization, too', async () => {
    rmSync(join(repository.root, 'deploy/shared'), { recursive: true });
    mkdirSync(join(repository.root, 'deploy/shared'));
    for (const [, source, remedy] of await sources()) {
      await expect(source.folder('deploy')).rejects.toEqual(refusal('deploy/shared', /submodule/, remedy));
    }
  });

  test('elsewhere is none of the target', async () => {
    repository.commit('other/b.yaml', configMapYaml('b'));
    for (const [, source] of await sources()) expect(await source.list('other')).toEqual(['other/b.yaml']);
  });
});

test('an empty folder that is no submodule has no files', async () => {
  repository.commit('a.yaml', configMapYaml('a'));
  mkdirSync(join(repository.root, 'empty'));
  expect(await workTreeSource(repository.root).list('empty')).toEqual([]);
});

test('the paths of submodules are read as Git writes them', () => {
  const text = '[submodule "a"]\n\tpath = deploy/a\n\turl = x\n[submodule "b c"]\n  path = "b c"\n';
  expect(submodulePaths(text)).toEqual(['deploy/a', 'b c']);
});
