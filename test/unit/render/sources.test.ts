import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type FileSource, revisionSource, workTreeSource } from '../../../src/render/sources.ts';
import { emptyFolder, TestRepository } from '../git/repositories.ts';

/** The same files as a work tree and as a revision. */
async function both(fill: (repository: TestRepository) => void): Promise<[string, FileSource][]> {
  const repository = new TestRepository();
  fill(repository);
  repository.git('add', '--all', '--force');
  repository.git('commit', '--quiet', '-m', 'all');
  const revision = await revisionSource(repository.root, 'HEAD');
  if (revision === undefined) throw new Error('HEAD is not there');
  return [
    ['work tree', workTreeSource(repository.root)],
    ['revision', revision],
  ];
}

describe('both sources', () => {
  test('list manifests below a path, sorted, without hidden ones, and read them', async () => {
    const sources = await both((repository) => {
      for (const name of [
        'b.yaml',
        'a.yml',
        'sub/c.json',
        'README.md',
        '.hidden/x.yaml',
        '.x.yaml',
        'sub/.y/z.yaml',
      ]) {
        repository.write(`deploy/${name}`, name);
      }
      repository.write('deploy/$(whoami).yaml', 'odd');
      repository.write('deploy2/x.yaml', 'x');
    });
    for (const [, source] of sources) {
      const files = ['deploy/$(whoami).yaml', 'deploy/a.yml', 'deploy/b.yaml', 'deploy/sub/c.json'];
      expect(await source.list('deploy')).toEqual(files);
      const contents = await source.read(files);
      expect([...contents.values()].map((bytes) => Buffer.from(bytes).toString())).toEqual([
        'odd',
        'a.yml',
        'b.yaml',
        'sub/c.json',
      ]);
      expect(await source.list('deploy/b.yaml')).toEqual(['deploy/b.yaml']);
      expect(await source.list('deploy/.hidden')).toEqual(['deploy/.hidden/x.yaml']);
      expect(await source.list('nothing')).toBeUndefined();
      expect(await source.list('.')).toHaveLength(5);
    }
  });

  test('take names that begin with "-" or hold what a shell or Git would read for names', async () => {
    const names = ['--help.yaml', '-rf.yaml', '*.yaml', ':!a.yaml', 'a b;c.yaml', '`id`.yaml', 'ü\n.yaml'];
    const sources = await both((repository) => {
      for (const name of names) repository.write(`--deploy/${name}`, name);
      repository.write('--deploy/ab.yaml', 'not meant by *.yaml');
    });
    const files = names.map((name) => `--deploy/${name}`);
    for (const [, source] of sources) {
      expect(await source.list('--deploy')).toEqual([...files, '--deploy/ab.yaml'].sort());
      for (const file of files) expect(await source.list(file)).toEqual([file]);
      const contents = await source.read(files);
      expect([...contents.values()].map((bytes) => Buffer.from(bytes).toString())).toEqual(names);
    }
  });

  test('follow links inside the repository, once', async () => {
    const sources = await both((repository) => {
      repository.write('shared/base.yaml', 'base');
      repository.write('shared/more/more.yaml', 'more');
      repository.write('deploy/own.yaml', 'own');
      symlinkSync('../shared/base.yaml', join(repository.root, 'deploy/base.yaml'));
      symlinkSync('../shared/base.yaml', join(repository.root, 'deploy/again.yaml'));
      symlinkSync('../shared/more', join(repository.root, 'deploy/more'));
      symlinkSync('..', join(repository.root, 'shared/more/loop'));
    });
    for (const [, source] of sources) {
      expect(await source.list('deploy')).toEqual([
        'deploy/own.yaml',
        'shared/base.yaml',
        'shared/more/more.yaml',
      ]);
    }
  });

  test('say where a link of the path leads, so that what is there is found by its name', async () => {
    const sources = await both((repository) => {
      repository.write('deploy/prod/kustomization.yaml', 'resources: []');
      symlinkSync('deploy/prod', join(repository.root, 'current'));
      symlinkSync('current', join(repository.root, 'link'));
    });
    for (const [, source] of sources) {
      expect(await source.real('link')).toBe('deploy/prod');
      expect(await source.real('deploy')).toBe('deploy');
      expect(await source.real('missing')).toBe('missing');
    }
  });

  test.each([
    ['out of the repository', '../../etc/passwd'],
    ['to an absolute path', '/etc/passwd'],
    ['to nothing', 'missing.yaml'],
    ['to itself', 'link.yaml'],
    ['into what Git keeps', '../.git/config'],
  ])('refuse a link %s (CVE-2022-24877)', async (_what, target) => {
    const sources = await both((repository) => {
      repository.write('deploy/a.yaml', 'a');
      symlinkSync(target, join(repository.root, 'deploy/link.yaml'));
    });
    const [[, workTree], [, revision]] = sources as [[string, FileSource], [string, FileSource]];
    const refusal = { code: 'FILE_UNREADABLE', place: { file: 'deploy/link.yaml' } };
    await expect(workTree.list('deploy')).rejects.toMatchObject(refusal);
    // In a tree a link to itself leads nowhere, and gives nothing.
    if (target !== 'link.yaml') await expect(revision.list('deploy')).rejects.toMatchObject(refusal);
    else expect(await revision.list('deploy')).toEqual(['deploy/a.yaml']);
  });
});

test('a path that is a link out of the root is refused', async () => {
  const root = emptyFolder();
  symlinkSync('/etc', join(root, 'deploy'));
  await expect(workTreeSource(root).list('deploy')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
});

test('a huge file is refused before it is read', async () => {
  const root = emptyFolder();
  mkdirSync(join(root, 'deploy'));
  writeFileSync(join(root, 'deploy/a.yaml'), '');
  truncateSync(join(root, 'deploy/a.yaml'), 3 * 1024 ** 3);
  await expect(workTreeSource(root).read(['deploy/a.yaml'])).rejects.toMatchObject({
    code: 'MANIFEST_TOO_LARGE',
    place: { file: 'deploy/a.yaml' },
  });
});

test('a huge file of a revision is refused before it is read', async () => {
  const sources = await both((repository) => {
    repository.write('deploy/a.yaml', `# ${'x'.repeat(11 * 1024 ** 2)}\n`);
  });
  for (const [, source] of sources) {
    await source.list('deploy');
    await expect(source.read(['deploy/a.yaml'])).rejects.toMatchObject({
      code: 'MANIFEST_TOO_LARGE',
      place: { file: 'deploy/a.yaml' },
    });
  }
});

test('many files that are too much together are refused at the first one past the limit', async () => {
  // One blob under many names.
  const text = `# ${'x'.repeat(9 * 1024 ** 2)}\n`;
  const sources = await both((repository) => {
    for (const name of 'abcdefg') repository.write(`deploy/${name}.yaml`, text);
  });
  for (const [, source] of sources) {
    const files = (await source.list('deploy')) ?? [];
    expect(await source.read(files.slice(0, 5))).toHaveProperty('size', 5);
    await expect(source.read(files)).rejects.toMatchObject({
      code: 'MANIFEST_TOO_LARGE',
      place: { file: 'deploy/f.yaml' },
      message: 'the files of the target have more than 50 MB together',
    });
  }
});

test('a revision that is not there is no source', async () => {
  expect(await revisionSource(new TestRepository().root, 'nope')).toBeUndefined();
});
