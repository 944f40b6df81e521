import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fetchLocked, resolve } from '../../../../src/render/remote/fetch-locked.ts';
import type { BaseReference } from '../../../../src/render/remote/types.ts';
import { serveGit } from '../../../support/git-server.ts';
import { type Answer, type HttpsServer, startHttpsServer } from '../../../support/https-server.ts';
import { TestRepository } from '../../git/repositories.ts';
import { fetcherFor, folderOfOwn, refusal, ruleFor } from './scene.ts';

let server: HttpsServer;
let repository: TestRepository;
let first: string;
let second: string;

beforeAll(async () => {
  server = await startHttpsServer();
  repository = new TestRepository(folderOfOwn());
  repository.write('base/kustomization.yaml', 'resources: [a.yaml]\n');
  repository.write('elsewhere/large.txt', 'x'.repeat(1000));
  repository.write('overlay/kustomization.yaml', 'resources: [../base]\n');
  first = repository.commit('base/a.yaml', 'one');
  repository.git('tag', '--annotate', '--message', 'v1', 'v1');
  second = repository.commit('base/a.yaml', 'two');
});
afterAll(() => server.close());
beforeEach(() => {
  server.paths.clear();
  server.requests.length = 0;
  serveGit(server, '/org/repo', repository.root);
});

const base = (more: Partial<BaseReference> = {}): BaseReference => ({
  kind: 'base',
  repository: `${server.url}/org/repo`,
  path: 'base',
  ref: 'v1',
  ...more,
});
const textOf = (files: Map<string, Uint8Array>, path: string) =>
  Buffer.from(files.get(path) ?? []).toString();

describe('a base in a Git repository', () => {
  test.each([
    ['an annotated tag', 'v1', () => first],
    ['a branch', 'main', () => second],
    ['a full name', 'refs/heads/main', () => second],
    ['nothing', '', () => second],
  ])('is pinned to the commit that %s names', async (_what, ref, commit) => {
    const { entry, files } = await resolve(base({ ref }), fetcherFor([server]));
    expect(entry).toMatchObject({ ref, commit: commit(), path: 'base' });
    expect([...files.keys()]).toEqual(['base/a.yaml', 'base/kustomization.yaml']);
    expect(textOf(files, 'base/a.yaml')).toBe(commit() === first ? 'one' : 'two');
  });

  test('is taken at a commit without asking what it is', async () => {
    const { entry } = await resolve(base({ ref: first }), fetcherFor([server]));
    expect(entry).toMatchObject({ ref: first, commit: first });
  });

  test('comes with the folders that it names, and without the rest of the repository', async () => {
    const { files } = await resolve(base({ path: 'overlay' }), fetcherFor([server]));
    expect([...files.keys()].toSorted()).toEqual([
      'base/a.yaml',
      'base/kustomization.yaml',
      'overlay/kustomization.yaml',
    ]);
  });

  test('that is pinned stays what it is when the branch moves, and is read from the cache', async () => {
    const { entry } = await resolve(base({ ref: 'main' }), fetcherFor([server]));
    const moved = repository.commit('base/b.yaml', 'three');
    const fetcher = fetcherFor([server]);
    expect([...(await fetchLocked(entry, fetcher)).keys()]).not.toContain('base/b.yaml');
    const asked = server.requests.length;
    await fetchLocked(entry, fetcher);
    expect(server.requests.length).toBe(asked);
    repository.git('reset', '--quiet', '--hard', second);
    expect(moved).not.toBe(second);
  });

  test('with other files than are pinned is refused', async () => {
    const { entry } = await resolve(base(), fetcherFor([server]));
    await expect(
      fetchLocked({ ...entry, commit: second } as typeof entry, fetcherFor([server])),
    ).rejects.toEqual(refusal('LOCK_MISMATCH'));
  });

  test.each([
    ['a branch that there is not', { ref: 'none' }, 'VERSION_NOT_FOUND', 'no branch or tag none'],
    ['a commit that there is not', { ref: '0'.repeat(40) }, 'FETCH_FAILED', ''],
    ['a folder that there is not', { path: 'none' }, 'FETCH_FAILED', 'no folder none'],
  ])('of %s is told', async (_what, more, code, message) => {
    await expect(resolve(base(more), fetcherFor([server]))).rejects.toEqual(refusal(code, message));
  });

  test('that is a link out of the repository is refused', async () => {
    const other = new TestRepository(folderOfOwn());
    other.write('base/kustomization.yaml', 'resources: [environ]\n');
    symlinkSync('/proc/self/environ', join(other.root, 'base/environ'));
    other.commit('a', '');
    serveGit(server, '/org/links', other.root);
    await expect(
      resolve(base({ repository: `${server.url}/org/links`, ref: '' }), fetcherFor([server])),
    ).rejects.toEqual(refusal('FILE_UNREADABLE', 'leads out of the repository'));
  });

  test('of too many bytes ends git', async () => {
    const fetcher = fetcherFor([server], { limits: { cloneBytes: 1 } });
    await expect(resolve(base({ ref: first }), fetcher)).rejects.toEqual(
      refusal('FETCH_FAILED', 'more than'),
    );
  });

  test('of a server that does not answer ends when its time is over', async () => {
    server.paths.set('/org/repo/info/refs', () => undefined);
    const fetcher = fetcherFor([server], { limits: { requestMs: 500 } });
    await expect(resolve(base(), fetcher)).rejects.toEqual(refusal('FETCH_FAILED', 'within 0.5 s'));
  });

  test('of a server that answers no more ends git when its time is over', async () => {
    server.paths.set('/org/repo/git-upload-pack', () => undefined);
    const fetcher = fetcherFor([server], { limits: { requestMs: 1000 } });
    await expect(resolve(base(), fetcher)).rejects.toEqual(refusal('FETCH_FAILED', 'SIGTERM'));
  });

  test('is not fetched once a signal has come', async () => {
    const fetcher = fetcherFor([server], { signal: AbortSignal.abort() });
    await expect(resolve(base(), fetcher)).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  const moved = (to: string): BaseReference => {
    server.paths.set('/org/moved/info/refs', ({ url }, response) => {
      response.writeHead(301, { Location: to + url.slice('/org/moved'.length) }).end();
    });
    return base({ repository: `${server.url}/org/moved` });
  };

  test('is found where the server redirects to, as GitLab does', async () => {
    const { entry } = await resolve(moved(`${server.url}/org/repo`), fetcherFor([server]));
    expect(entry).toMatchObject({ commit: first });
  });

  test('is not looked for where the server redirects to, if no rule allows it', async () => {
    await expect(resolve(moved('https://127.0.0.1:1/org/repo'), fetcherFor([server]))).rejects.toEqual(
      refusal('FETCH_REFUSED', 'not of the public internet'),
    );
  });

  test('of a server that redirects git alone is refused', async () => {
    const { repository: from } = base();
    let asked = 0;
    const answer = server.paths.get('/org/repo/info/refs') as Answer;
    server.paths.set('/org/repo/info/refs', (request, response) => {
      asked += 1;
      if (asked === 1) answer(request, response);
      else response.writeHead(302, { Location: 'https://127.0.0.1:1/' }).end();
    });
    await expect(resolve(base({ repository: from }), fetcherFor([server]))).rejects.toEqual(
      refusal('FETCH_FAILED', '302'),
    );
  });

  test('is not looked for at an address that is not public without a rule', async () => {
    await expect(resolve(base(), fetcherFor([server], { rules: [] }))).rejects.toEqual(
      refusal('FETCH_REFUSED', 'not of the public internet'),
    );
    expect(server.requests).toEqual([]);
  });

  test.each([
    ['ssh without a login', 'ssh://git@git.example.com/org/repo', 'needs the login'],
    ['a file', 'file:///etc', 'no address of the form'],
    ['a program', 'ext::sh -c true', 'no address of the form'],
    ['an option for ssh', 'ssh://-oProxyCommand=true/org/repo', 'no address of the form'],
  ])('at %s is refused', async (_what, at, message) => {
    await expect(resolve(base({ repository: at }), fetcherFor([server]))).rejects.toEqual(
      refusal('FETCH_REFUSED', message),
    );
  });

  test('whose ref looks like an option is a ref that there is not, and runs nothing', async () => {
    const mark = join(folderOfOwn(), 'mark');
    const from = { repository: `file://${repository.root}`, ref: `--upload-pack=touch ${mark};` };
    await expect(resolve(base(from), fetcherFor([], { allowFileUrls: true }))).rejects.toEqual(
      refusal('VERSION_NOT_FOUND'),
    );
    expect(existsSync(mark)).toBe(false);
  });

  describe('on a machine with credentials, headers and other addresses for it', () => {
    const env = { ...process.env };
    beforeEach(() => {
      const home = folderOfOwn();
      writeFileSync(join(home, '.gitconfig'), '[http]\n\textraHeader = Authorization: Basic secret\n');
      writeFileSync(join(home, '.netrc'), 'machine localhost login user password secret\n');
      process.env = {
        ...env,
        HOME: home,
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'http.extraHeader',
        GIT_CONFIG_VALUE_0: 'X-Secret: 1',
        GIT_SSL_CAINFO: undefined,
      };
    });
    afterEach(() => {
      process.env = env;
    });

    test('is fetched without them', async () => {
      await resolve(base(), fetcherFor([server]));
      expect(server.requests.length).toBeGreaterThan(0);
      for (const { headers } of server.requests) {
        expect(headers).not.toHaveProperty('authorization');
        expect(headers).not.toHaveProperty('x-secret');
      }
    });

    test('is fetched with them where a rule allows the login', async () => {
      const rules = [ruleFor(`${server.url}/org`, { login: true })];
      await resolve(base(), fetcherFor([server], { rules, env: process.env }));
      expect(server.requests.at(-1)?.headers).toMatchObject({ 'x-secret': '1' });
    });
  });
});

describe('a file', () => {
  test('is pinned by its bytes, and refused when they change', async () => {
    server.paths.set('/v1/crds.yaml', 'kind: A');
    const url = `${server.url}/v1/crds.yaml`;
    const { entry, files } = await resolve({ kind: 'file', url }, fetcherFor([server]));
    expect(entry).toEqual({ kind: 'file', url, digest: expect.any(String), size: 7 });
    expect(textOf(files, 'crds.yaml')).toBe('kind: A');
    server.paths.set('/v1/crds.yaml', 'kind: B');
    await expect(fetchLocked(entry, fetcherFor([server]))).rejects.toEqual(refusal('LOCK_MISMATCH'));
  });
});
