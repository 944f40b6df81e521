import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { mergedTree, readBlobs, readTree } from '../../../src/git/tree.ts';
import { TestRepository } from './repositories.ts';

describe('readTree and readBlobs', () => {
  test('give the files of a revision, whatever their names and contents', async () => {
    const repository = new TestRepository();
    repository.write('deploy/ü x\t.yaml', 'one\n');
    repository.write('deploy/$(whoami).yaml', '');
    repository.write('deploy/--output.yaml', 'a\0b\n');
    symlinkSync('--output.yaml', join(repository.root, 'deploy/link.yaml'));
    const commit = repository.commit('deploy/sub/z.yaml', 'deep\n');
    const entries = await readTree(repository.root, commit, 'deploy');
    expect(entries.map(({ path, type }) => [path, type])).toEqual([
      ['deploy/$(whoami).yaml', 'file'],
      ['deploy/--output.yaml', 'file'],
      ['deploy/link.yaml', 'link'],
      ['deploy/sub/z.yaml', 'file'],
      ['deploy/ü x\t.yaml', 'file'],
    ]);
    const blobs = await readBlobs(
      repository.root,
      entries.map(({ oid }) => oid),
    );
    expect(blobs.map(String)).toEqual(['', 'a\0b\n', '--output.yaml', 'deep\n', 'one\n']);
    expect(await readTree(repository.root, commit, 'nothing')).toEqual([]);
    expect(await readTree(repository.root, commit, '')).toHaveLength(5);
  });

  test('a content that is not here is an error', async () => {
    const repository = new TestRepository();
    await expect(readBlobs(repository.root, ['1'.repeat(40)])).rejects.toMatchObject({ code: 'GIT_FAILED' });
  });
});

describe('mergedTree', () => {
  test('merges the head into the tip of the base, or names the conflicts; nothing moves', async () => {
    const repository = new TestRepository();
    repository.commit('a.yaml', '1\n');
    repository.git('checkout', '--quiet', '-b', 'head');
    repository.commit('b.yaml', 'head\n');
    repository.git('checkout', '--quiet', 'main');
    const tip = repository.commit('c.yaml', 'base\n');
    const merged = await mergedTree(repository.root, 'main', 'head');
    expect(merged).toEqual({ tree: expect.stringMatching(/^[0-9a-f]{40}$/) });
    const { tree } = merged as { tree: string };
    const files = await readTree(repository.root, tree, '');
    expect(files.map(({ path }) => path)).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
    expect(repository.git('rev-parse', 'HEAD')).toBe(tip);
    expect(repository.git('status', '--porcelain')).toBe('');

    repository.commit('b.yaml', 'base too\n');
    expect(await mergedTree(repository.root, 'main', 'head')).toEqual({ conflicts: ['b.yaml'] });
    await expect(mergedTree(repository.root, 'main', 'nope')).rejects.toMatchObject({
      code: 'REVISION_UNKNOWN',
    });
  });
});
