import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repositoryName } from '../../../src/git/remote.ts';
import { findRevision, repositoryOf, resolveRevision } from '../../../src/git/repository.ts';
import { emptyFolder, TestRepository } from './repositories.ts';

describe('repositoryOf', () => {
  test('a folder outside of every repository has none', async () => {
    expect(await repositoryOf(emptyFolder())).toBeUndefined();
  });

  test('tells root, commit, branch and remote, without credentials', async () => {
    const repository = new TestRepository();
    expect(await repositoryOf(repository.root)).toEqual({
      root: repository.root,
      commit: '',
      ref: 'refs/heads/main',
      shallow: false,
    });
    const commit = repository.commit('deploy/a.yaml', 'a');
    repository.git('remote', 'add', 'origin', 'https://x-access-token:ghs_secret@GitHub.com/acme/shop.git');
    repository.git('remote', 'add', 'fork', 'https://github.com/me/shop.git');
    const found = await repositoryOf(join(repository.root, 'deploy'));
    expect(found).toMatchObject({ root: repository.root, commit, remote: 'github.com/acme/shop' });
    repository.git('checkout', '--quiet', '--detach');
    expect((await repositoryOf(repository.root))?.ref).toBeUndefined();
  });

  test('is not led elsewhere by a hook’s environment', async () => {
    const [one, other] = [new TestRepository(), new TestRepository()];
    const commit = one.commit('a', 'a');
    other.commit('b', 'b');
    process.env.GIT_DIR = join(other.root, '.git');
    try {
      expect(await repositoryOf(one.root)).toMatchObject({ root: one.root, commit });
    } finally {
      delete process.env.GIT_DIR;
    }
  });

  test('a .git that is no repository is none', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, '.git'));
    expect(await repositoryOf(folder)).toBeUndefined();
  });

  test('a repository of another user is refused with the remedy', async () => {
    const repository = new TestRepository();
    process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER = '1';
    try {
      await expect(repositoryOf(repository.root)).rejects.toMatchObject({
        code: 'GIT_FAILED',
        remedy: expect.stringContaining('safe.directory'),
      });
    } finally {
      delete process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER;
    }
  });
});

describe('revisions', () => {
  test('are found as commits and trees, or not at all', async () => {
    const repository = new TestRepository();
    const commit = repository.commit('a', 'a');
    expect(await findRevision(repository.root, 'main')).toBe(commit);
    expect(await findRevision(repository.root, 'HEAD', 'tree')).toBe(
      repository.git('rev-parse', 'HEAD^{tree}'),
    );
    for (const revision of ['nope', '--help', '-n', '', 'HEAD:a', '0'.repeat(40)]) {
      expect(await findRevision(repository.root, revision)).toBeUndefined();
    }
    await expect(resolveRevision(repository.root, 'nope')).rejects.toMatchObject({
      code: 'REVISION_UNKNOWN',
      exitCode: 2,
    });
  });
});

test.each([
  ['https://github.com/acme/shop.git', 'github.com/acme/shop'],
  ['https://user:token@github.com/acme/shop', 'github.com/acme/shop'],
  ['git@github.com:acme/shop.git', 'github.com/acme/shop'],
  ['ssh://git@github.com/acme/shop.git/', 'github.com/acme/shop'],
  ['ssh://git@github.com:22/acme/shop', 'github.com/acme/shop'],
  ['https://git.example.com:8443/a/b/c.git', 'git.example.com:8443/a/b/c'],
  ['GitHub.com:Acme/Shop', 'github.com/Acme/Shop'],
  ['/srv/git/shop.git', '/srv/git/shop'],
  ['file:///srv/git/shop.git', '/srv/git/shop'],
  ['../shop', '../shop'],
])('%s is the repository %s', (url, name) => {
  expect(repositoryName(url)).toBe(name);
});
