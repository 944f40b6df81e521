import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseGitUrl } from '../../../../src/render/remote/git-url.ts';

const base = (repository: string, path = '.', ref = '') => ({ kind: 'base', repository, path, ref });

describe('an entry of a kustomization', () => {
  test.each([
    ['https://github.com/org/repo//path?ref=v1', base('https://github.com/org/repo', 'path', 'v1')],
    [
      'https://github.com/org/repo/path/below?ref=v1',
      base('https://github.com/org/repo', 'path/below', 'v1'),
    ],
    ['https://github.com/org/repo', base('https://github.com/org/repo')],
    ['https://github.com/org/repo.git/path', base('https://github.com/org/repo.git', 'path')],
    ['github.com/org/repo//a/b?ref=main', base('https://github.com/org/repo', 'a/b', 'main')],
    ['GitHub.com/org/repo', base('https://github.com/org/repo')],
    ['github.com:org/repo', base('https://github.com/org/repo')],
    ['git@github.com:org/repo//path?ref=v1', base('ssh://git@github.com/org/repo', 'path', 'v1')],
    ['ssh://git@github.com/org/repo.git//path', base('ssh://git@github.com/org/repo.git', 'path')],
    [
      'git@git.example.com:group/sub/repo.git//path',
      base('ssh://git@git.example.com/group/sub/repo.git', 'path'),
    ],
    [
      'https://gitlab.com/group/sub/repo.git//path?version=1',
      base('https://gitlab.com/group/sub/repo.git', 'path', '1'),
    ],
    [
      'https://dev.azure.com/org/project/_git/repo/path',
      base('https://dev.azure.com/org/project/_git/repo', 'path'),
    ],
    ['https://git.example.com:8443/org/repo//path', base('https://git.example.com:8443/org/repo', 'path')],
    ['git::https://github.com/org/repo//path', base('https://github.com/org/repo', 'path')],
    ['https://user@git.example.com/org/repo//path', base('https://git.example.com/org/repo', 'path')],
    ['https://github.com/org/repo//a/../b/', base('https://github.com/org/repo', 'b')],
    ['https://github.com/org/repo//?ref=v1', base('https://github.com/org/repo', '.', 'v1')],
    ['https://github.com/org/repo?ref=v1&version=v2', base('https://github.com/org/repo', '.', 'v1')],
    ['https://github.com/org/repo?ref=feature%2Fx', base('https://github.com/org/repo', '.', 'feature/x')],
    ['https://github.com/org/repo?submodules=false&ref=v1', base('https://github.com/org/repo', '.', 'v1')],
  ])('%s is a folder of a Git repository', (text, expected) => {
    expect(parseGitUrl(text)).toEqual(expected);
  });

  test.each([
    '../base',
    'deployment.yaml',
    './a/b',
    '/absolute',
    'base',
    'a:b',
    'gitlab.com/org/repo',
    'https://example.com',
  ])('%s is none', (text) => {
    expect(parseGitUrl(text)).toBeUndefined();
  });

  test.each([
    ['https://github.com/org/repo//../..', 'leaves the repository'],
    ['https://github.com/org/repo//a/../../b?ref=v1', 'leaves the repository'],
    ['github.com/org/repo/../../../etc', 'leaves the repository'],
    ['http://git.example.com/org/repo//path', 'by http'],
    ['file:///etc/repo.git', 'by file'],
    ['https://github.com/org/repo//path?submodules=true', 'submodules'],
  ])('%s is refused', (text, why) => {
    expect(parseGitUrl(text)).toEqual({ refused: expect.stringContaining(why), remedy: expect.any(String) });
  });

  test('never gives a path that leads out of the repository, or an address of another form', () => {
    const piece = fc.constantFrom(
      '/',
      '//',
      '..',
      '.',
      'a',
      'github.com',
      ':',
      '@',
      'https://',
      '.git',
      '_git',
      '?ref=',
      '%2e',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const read = parseGitUrl(pieces.join(''));
        if (read === undefined || 'refused' in read) return;
        expect(read.repository).toMatch(/^(?:https|ssh):\/\//);
        expect(`/${read.path}/`).not.toContain('/../');
        expect(read.path.startsWith('/')).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });
});
