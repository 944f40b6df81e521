import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { deepen, dirtyFiles, isAncestor, mergeBase } from '../../../src/git/history.ts';
import { emptyFolder, TestRepository } from './repositories.ts';

describe('isAncestor', () => {
  test('answers yes and no with the whole history', async () => {
    const repository = new TestRepository();
    const first = repository.commit('a', '1');
    const second = repository.commit('a', '2');
    expect(await isAncestor(repository.root, first, second)).toBe('yes');
    expect(await isAncestor(repository.root, second, second)).toBe('yes');
    expect(await isAncestor(repository.root, second, first)).toBe('no');
    expect(await mergeBase(repository.root, second, first)).toBe(first);
  });

  test('does not know a commit that is not here, whatever it is called', async () => {
    const repository = new TestRepository();
    const commit = repository.commit('a', '1');
    for (const other of ['f'.repeat(40), '--all', '']) {
      expect(await isAncestor(repository.root, other, commit)).toBe('unknown');
      expect(await mergeBase(repository.root, other, commit)).toBeUndefined();
    }
  });

  test('a shallow clone does not know, until it is deepened', async () => {
    const origin = new TestRepository();
    const first = origin.commit('a', '1');
    origin.commit('a', '2');
    const third = origin.commit('a', '3');
    const folder = join(emptyFolder(), 'clone');
    origin.git('clone', '--quiet', '--depth=2', `file://${origin.root}`, folder);
    expect(await isAncestor(folder, first, third)).toBe('unknown');
    expect(await isAncestor(folder, `${third}~1`, third)).toBe('yes');
    expect(await isAncestor(folder, third, `${third}~1`)).toBe('unknown');
    expect(await deepen(folder)).toBe(true);
    expect(await isAncestor(folder, first, third)).toBe('yes');
    expect(await isAncestor(folder, third, first)).toBe('no');
  });

  test('a clone that is behind fetches what it lacks; without a remote nothing is deepened', async () => {
    const origin = new TestRepository();
    const first = origin.commit('a', '1');
    const folder = join(emptyFolder(), 'clone');
    origin.git('clone', '--quiet', `file://${origin.root}`, folder);
    const second = origin.commit('a', '2');
    expect(await isAncestor(folder, second, first)).toBe('unknown');
    expect(await deepen(folder)).toBe(true);
    expect(await isAncestor(folder, second, first)).toBe('no');
    expect(await deepen(origin.root)).toBe(false);
  });
});

describe('dirtyFiles', () => {
  test('names what differs from the commit below the path, and no more', async () => {
    const repository = new TestRepository();
    for (const name of ['changed', 'removed', 'staged', 'same'])
      repository.write(`deploy/${name}.yaml`, 'a: 1\n');
    repository.write('.gitignore', 'ignored.yaml\n*.log\n.cache/\n');
    repository.commit('other/x.yaml', 'x');
    expect(await dirtyFiles(repository.root, ['deploy'])).toEqual([]);

    repository.write('deploy/changed.yaml', 'a: 2\n');
    rmSync(join(repository.root, 'deploy/removed.yaml'));
    repository.write('deploy/staged.yaml', 'a: 3\n');
    repository.git('add', 'deploy/staged.yaml');
    repository.write('deploy/new folder/ü "new".yaml', 'a: 1\n');
    repository.write('other/x.yaml', 'y');
    // Git does not see these two; rendering sees the first.
    repository.write('deploy/ignored.yaml', 'a: 1\n');
    repository.write('deploy/.cache/x.yaml', 'a: 1\n');
    repository.write('deploy/run.log', 'x');
    const expected = [
      'deploy/changed.yaml',
      'deploy/ignored.yaml',
      'deploy/new folder/ü "new".yaml',
      'deploy/removed.yaml',
      'deploy/staged.yaml',
    ];
    expect(await dirtyFiles(repository.root, ['deploy'])).toEqual(expected);
    expect(await dirtyFiles(repository.root, [join(repository.root, 'deploy')])).toEqual(expected);
    expect(await dirtyFiles(repository.root, ['deploy/changed.yaml'])).toEqual(['deploy/changed.yaml']);
    expect(await dirtyFiles(repository.root, ['.'])).toEqual([...expected, 'other/x.yaml']);
  });

  test('of several paths, and of all that Git ignores where any file may be read', async () => {
    const repository = new TestRepository();
    repository.write('.gitignore', '*.tgz\n.env*\n.idea/\ncharts/\n');
    repository.commit('chart/Chart.yaml', 'a');
    repository.write('chart/charts/sub.tgz', 'x');
    repository.write('chart/.env.secret', 'x');
    repository.write('chart/.idea/x.xml', 'x');
    repository.write('values.yaml', 'x');
    const paths = ['chart', 'values.yaml', 'missing.lock'];
    expect(await dirtyFiles(repository.root, paths)).toEqual(['values.yaml']);
    expect(await dirtyFiles(repository.root, paths, 'any')).toEqual([
      'chart/.env.secret',
      'chart/charts/sub.tgz',
      'values.yaml',
    ]);
  });

  test('takes a path literally', async () => {
    const repository = new TestRepository();
    repository.commit('a/x.yaml', 'x');
    repository.write('a/x.yaml', 'y');
    expect(await dirtyFiles(repository.root, ['*'])).toEqual([]);
    expect(await dirtyFiles(repository.root, [':(top)a'])).toEqual([]);
  });

  test('runs no program that the repository names', async () => {
    const repository = new TestRepository();
    repository.commit('a/x.yaml', 'x');
    const trace = join(emptyFolder(), 'ran');
    repository.git('config', 'core.fsmonitor', `touch ${trace}; false`);
    repository.write('a/y.yaml', 'y');
    expect(await dirtyFiles(repository.root, ['a'])).toEqual(['a/y.yaml']);
    expect(() => rmSync(trace)).toThrow();
  });
});
