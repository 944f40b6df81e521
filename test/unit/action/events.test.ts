import { describe, expect, test } from '@jest/globals';
import { type Event, taskOf } from '../../../src/action/events.ts';
import { parseInputs } from '../../../src/action/inputs.ts';
import type { JsonObject } from '../../../src/manifests/types.ts';

const repository = 'acme/shop';
const event = (name: string, payload: JsonObject = {}, ref = 'refs/heads/main'): Event => ({
  name,
  payload: { repository: { full_name: repository, default_branch: 'main' }, ...payload },
  repository,
  ref,
  sha: 'c3',
});
const pull = (from: string | null, name = 'pull_request'): Event =>
  event(name, {
    pull_request: {
      number: 7,
      head: { sha: 'h1', repo: from === null ? null : { full_name: from } },
      base: { sha: 'b1', ref: 'main' },
    },
  });

describe('mode auto', () => {
  test('plans a pull request', () => {
    expect(taskOf('auto', pull(repository))).toEqual({
      mode: 'plan',
      pull: { number: 7, head: 'h1', isFork: false },
      base: 'b1',
    });
  });

  test.each(['mallory/shop', null])('knows a pull request from a fork (%s)', (from) => {
    expect(taskOf('auto', pull(from)).pull?.isFork).toBe(true);
  });

  test('plans a merge group against its base', () => {
    expect(taskOf('auto', event('merge_group', { merge_group: { base_sha: 'b1' } }))).toEqual({
      mode: 'plan',
      base: 'b1',
    });
  });

  test('applies a push to the default branch, with its commits, the newest last', () => {
    const commits = [{ id: 'c1' }, { id: 'c3' }, { id: 'c2' }];
    expect(taskOf('auto', event('push', { commits }))).toEqual({
      mode: 'apply',
      pushed: { branch: 'main', commits: ['c1', 'c2', 'c3'] },
    });
  });

  test('looks for drift on a schedule', () => {
    expect(taskOf('auto', event('schedule'))).toEqual({ mode: 'drift' });
  });

  test.each([
    ['a push to another branch', event('push', {}, 'refs/heads/topic'), /topic/],
    ['a push of a tag that is named like the branch', event('push', {}, 'refs/tags/main'), /tags/],
    ['an event it does not know', event('issue_comment'), /issue_comment/],
  ])('refuses %s', (_name, refusedEvent, message) => {
    expect(() => taskOf('auto', refusedEvent)).toThrow(
      expect.objectContaining({ code: 'EVENT_REFUSED', message: expect.stringMatching(message) }),
    );
  });
});

describe('events with secrets and foreign manifests', () => {
  const run = (full_name: string): Event =>
    event('workflow_run', { workflow_run: { head_repository: { full_name } } });

  test.each(['auto', 'plan', 'apply', 'drift', 'validate'] as const)('are refused in mode %s', (mode) => {
    const refused = expect.objectContaining({
      code: 'EVENT_REFUSED',
      remedy: expect.stringContaining('pull_request'),
    });
    expect(() => taskOf(mode, event('pull_request_target'))).toThrow(refused);
    expect(() => taskOf(mode, run('mallory/shop'))).toThrow(refused);
  });

  test('are let through where they come from the repository itself and the mode is said', () => {
    expect(taskOf('plan', run(repository)).mode).toBe('plan');
  });

  const aboutPulls = ['pull_request', 'pull_request_review', 'pull_request_review_comment', 'some_other'];

  test.each(aboutPulls)('a pull request is never applied, on %s neither', (name) => {
    expect(() => taskOf('apply', pull(repository, name))).toThrow(
      expect.objectContaining({ code: 'EVENT_REFUSED' }),
    );
  });

  test.each(aboutPulls)('a plan on %s is one of the pull request, against its base', (name) => {
    expect(taskOf('plan', pull('mallory/shop', name))).toEqual({
      mode: 'plan',
      pull: { number: 7, head: 'h1', isFork: true },
      base: 'b1',
    });
  });

  test.each(aboutPulls)(
    'no cluster is looked at for drift on %s: its configuration is not merged',
    (name) => {
      expect(() => taskOf('drift', pull(repository, name))).toThrow(
        expect.objectContaining({ code: 'EVENT_REFUSED', remedy: expect.stringContaining('schedule') }),
      );
    },
  );

  test('an event whose pull request cannot be told is refused', () => {
    for (const payload of [{}, { pull_request: null }, { pull_request: { number: 7 } }]) {
      expect(() => taskOf('plan', event('pull_request', payload))).toThrow(
        expect.objectContaining({ code: 'EVENT_REFUSED' }),
      );
    }
  });
});

describe('inputs', () => {
  const parse = (given: Record<string, string>) => parseInputs((name) => given[name] ?? '');

  test('have the defaults of action.yml', () => {
    expect(parse({})).toEqual({
      mode: 'auto',
      config: undefined,
      targets: [],
      limits: [],
      'age-key': undefined,
      kubeconfig: undefined,
      context: undefined,
      'github-token': '',
      comment: true,
      'comment-label': 'default',
      'require-previewed-plan': false,
      'lock-timeout': 120_000,
      'fail-on': ['invalid'],
    });
  });

  test('take lists by spaces, commas and lines', () => {
    expect(parse({ targets: 'a, b\nc' }).targets).toEqual(['a', 'b', 'c']);
  });

  test.each([
    [{ mode: 'aply' }, 'BAD_USAGE', /apply/],
    [{ 'fail-on': 'destory' }, 'BAD_USAGE', /destroy/],
    [{ comment: 'yes' }, 'BAD_USAGE', /true, false/],
    [{ 'lock-timeout': '2 minutes' }, 'BAD_USAGE', /90s/],
    [{ 'comment-label': 'a-->b' }, 'BAD_USAGE', /letters/],
    [{ mode: 'rollback' }, 'UNSUPPORTED', /plumbline rollback/],
  ])('that cannot be are refused with a remedy: %j', (given, code, remedy) => {
    expect(() => parse(given as unknown as Record<string, string>)).toThrow(
      expect.objectContaining({ code, remedy: expect.stringMatching(remedy) }),
    );
  });
});
