import { afterEach, describe, expect, test } from '@jest/globals';
import { GitHub } from '../../../src/github/client.ts';
import { findComment, putComment } from '../../../src/github/comments.ts';
import { contains, pullRequestsOf } from '../../../src/github/commits.ts';
import { type GitHubApi, type GitHubApiOptions, startGithubApi } from '../../support/github-api.ts';

const repository = 'acme/shop';
const started: GitHubApi[] = [];

async function start(
  options: Partial<GitHubApiOptions> = {},
  token = 'secret',
): Promise<{ api: GitHubApi; github: GitHub }> {
  const api = await startGithubApi({ repository, token: 'secret', ...options });
  started.push(api);
  return { api, github: new GitHub({ token, repository, apiUrl: api.url, backoffMs: 5, timeoutMs: 5000 }) };
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((api) => api.close()));
});

const isOurs = (body: string): boolean => body.startsWith('<!-- ours -->');
const ours = (text: string): string => `<!-- ours -->\n${text}`;

describe('the sticky comment', () => {
  test('is made once and changed from then on', async () => {
    const { api, github } = await start();
    await putComment(github, 7, ours('first'), isOurs);
    await putComment(github, 7, ours('second'), isOurs);
    expect(api.comments(7).map(({ body }) => body)).toEqual([ours('second')]);
  });

  test('is not written again where nothing changed', async () => {
    const { api, github } = await start();
    await putComment(github, 7, ours('same'), isOurs);
    await putComment(github, 7, ours('same'), isOurs);
    expect(api.requests.filter((line) => !line.startsWith('GET'))).toHaveLength(1);
  });

  test('is never the comment of somebody who copied the marker', async () => {
    const { api, github } = await start();
    api.addComment(7, ours('mine now'), 'mallory');
    await putComment(github, 7, ours('plan'), isOurs);
    expect(api.comments(7).map(({ body }) => body)).toEqual([ours('mine now'), ours('plan')]);
  });

  test('of a user is told from those of other users', async () => {
    const { api, github } = await start({ login: 'ada' });
    api.addComment(7, ours('not hers'), 'mallory');
    await putComment(github, 7, ours('first'), isOurs);
    await putComment(github, 7, ours('second'), isOurs);
    expect(api.comments(7).map(({ body }) => body)).toEqual([ours('not hers'), ours('second')]);
  });

  test('is found behind more than a page of others', async () => {
    const { api, github } = await start();
    for (let index = 0; index < 130; index += 1) api.addComment(7, `chat ${index}`, 'ada');
    await putComment(github, 7, ours('plan'), isOurs);
    expect((await findComment(github, 7, isOurs))?.body).toBe(ours('plan'));
  });

  test.each([
    ['an answer that was lost', {}],
    ['a 502 after the fact', { status: 502 }],
  ])('is not doubled by %s', async (_name, how) => {
    const { api, github } = await start();
    api.failNext(/^POST/, { ...how, after: true });
    await putComment(github, 7, ours('plan'), isOurs);
    expect(api.comments(7)).toHaveLength(1);
  });

  test('is made after a request that never arrived', async () => {
    const { api, github } = await start();
    api.failNext(/^POST/, {});
    await putComment(github, 7, ours('plan'), isOurs);
    expect(api.comments(7)).toHaveLength(1);
  });
});

describe('a request', () => {
  test.each([
    ['a 500', { status: 500 }],
    ['a rate limit', { status: 429, headers: { 'retry-after': '0' } }],
    ['a secondary rate limit', { status: 403, headers: { 'retry-after': '0' } }],
    ['a dropped connection', {}],
  ])('that reads is sent again after %s', async (_name, how) => {
    const { api, github } = await start();
    api.failNext(/^GET/, how);
    await expect(findComment(github, 7, isOurs)).resolves.toBeUndefined();
    expect(api.requests).toHaveLength(2);
  });

  test('is given up when the limit lasts longer than a minute, and says so', async () => {
    const { api, github } = await start();
    api.failNext(/^GET/, { status: 429, headers: { 'retry-after': '3600' } });
    await expect(findComment(github, 7, isOurs)).rejects.toMatchObject({
      code: 'GITHUB_FAILED',
      remedy: expect.stringContaining('rate limit'),
    });
    expect(api.requests).toHaveLength(1);
  });

  test('that is refused names the permission to add', async () => {
    const { github } = await start({ readOnly: true });
    await expect(putComment(github, 7, ours('plan'), isOurs)).rejects.toMatchObject({
      code: 'GITHUB_FAILED',
      message: expect.stringContaining('Resource not accessible by integration'),
      remedy: expect.stringContaining('permissions: pull-requests: write'),
    });
  });

  test('with a wrong token says that the token is wrong, and does not show it', async () => {
    const { github } = await start({}, 'a-wrong-token');
    const refused = findComment(github, 7, isOurs);
    await expect(refused).rejects.toMatchObject({
      code: 'GITHUB_FAILED',
      remedy: expect.stringContaining('valid token'),
    });
    await expect(refused).rejects.toThrow(/^(?!.*a-wrong-token)/);
  });
});

describe('commits', () => {
  test('lead to the pull requests that brought them', async () => {
    const { api, github } = await start();
    api.addPull({ number: 7, commit: 'abc1' });
    api.addPull({ number: 8, commit: 'abc1', merged: false, base: 'next' });
    expect(await pullRequestsOf(github, 'abc1')).toEqual([
      { number: 7, isMerged: true, base: 'main' },
      { number: 8, isMerged: false, base: 'next' },
    ]);
  });

  test.each([
    [true, 'yes'],
    [false, 'no'],
    [undefined, 'unknown'],
  ])('are compared: contained %s is %s', async (contained, answer) => {
    const { github } = await start({ contains: () => contained });
    expect(await contains(github, 'aaaa', 'bbbb')).toBe(answer);
  });
});
