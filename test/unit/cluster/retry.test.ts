import { describe, expect, test } from '@jest/globals';
import { statusError } from '../../../src/cluster/errors.ts';
import { networkError } from '../../../src/cluster/network-errors.ts';
import { type Outcome, RetryState } from '../../../src/cluster/retry.ts';
import { PlumblineError } from '../../../src/errors/error.ts';
import { answer } from './statuses.ts';

const options = { attempts: 5, backoffMs: 100, onRetry: undefined };
const state = (repeat: 'always' | 'unacted' = 'always'): RetryState => new RetryState(repeat, options);
const said = (code: number, retryAfter?: number): Outcome => {
  const status = { ...answer(code, 'x'), retryAfter };
  return { error: statusError(status, { host: 'x' }), status };
};
const silent = (code: string): Outcome => ({
  error: networkError(Object.assign(new Error('x'), { code }), 'x'),
  status: undefined,
});
const refused = silent('ECONNREFUSED');
const reset = silent('ECONNRESET');
const late: Outcome = { error: new PlumblineError('TIMEOUT', 'late'), status: undefined };

/** How often one request is sent when every attempt ends like this. */
function attempts(outcome: Outcome, repeat: 'always' | 'unacted', answered = true): number {
  const retry = state(repeat);
  let sent = 1;
  while (retry.next(outcome, answered) !== undefined && sent < 100) sent += 1;
  return sent;
}

test.each<[string, number, number, Outcome]>([
  ['too many requests', 5, 5, said(429)],
  ['a server that is away for a moment', 5, 1, said(503)],
  ['a fault of the server', 5, 1, said(500)],
  ['a broken connection', 5, 1, reset],
  ['a connection that never stood', 5, 5, refused],
  ['no answer in time', 2, 1, late],
  ['a timeout that the server tells', 5, 1, said(504)],
  ['an invalid object', 1, 1, said(422)],
  ['a missing right', 1, 1, said(403)],
  ['a conflict', 1, 1, said(409)],
])(
  'after %s, what may be done twice is sent %i times in all, and anything else %i',
  (_what, twice, once, outcome) => {
    expect(attempts(outcome, 'always')).toBe(twice);
    expect(attempts(outcome, 'unacted')).toBe(once);
  },
);

test('of a certificate that is not trusted there is one attempt', () => {
  expect(attempts(silent('DEPTH_ZERO_SELF_SIGNED_CERT'), 'always')).toBe(1);
});

test('before any answer there are two attempts: most likely the address is wrong', () => {
  for (const outcome of [refused, reset, late]) expect(attempts(outcome, 'always', false)).toBe(2);
});

test('a 500 that tells of a mistake in the manifest, or of a webhook, is final', () => {
  for (const message of [
    'failed to create typed patch object (a/b; v1, Kind=C): .x: field not declared in schema',
    'failed calling webhook "x": timeout',
  ]) {
    const status = answer(500, message);
    expect(state().next({ error: statusError(status, { host: 'x' }), status }, true)).toBeUndefined();
  }
});

describe('a pause', () => {
  test('is as long as the server asks', () => {
    expect(state().next(said(429, 7), true)).toBe(7_000);
    expect(state().next(said(503, 1), true)).toBe(1_000);
  });

  test('that the server wants longer than a minute is not waited for', () => {
    expect(state().next(said(429, 61), true)).toBeUndefined();
  });

  test('doubles otherwise, with jitter, up to 5 s', () => {
    const retry = new RetryState('always', { ...options, attempts: 12 });
    for (let attempt = 1; attempt < 12; attempt++) {
      const full = Math.min(100 * 2 ** (attempt - 1), 5_000);
      const pause = retry.next(said(503), true) ?? -1;
      expect(pause).toBeGreaterThanOrEqual(full / 2);
      expect(pause).toBeLessThanOrEqual(full);
    }
  });
});

describe('a login that is refused', () => {
  test('is tried once more, at once, with new credentials', () => {
    const retry = state();
    expect(retry.next(said(401), true)).toBe(0);
    expect(retry.renew).toBe(true);
    expect(retry.next(said(401), true)).toBeUndefined();
  });

  test('does not make the next attempt renew them again', () => {
    const retry = state();
    retry.next(said(401), true);
    retry.next(said(503), true);
    expect(retry.renew).toBe(false);
  });
});

test('an attempt is ambiguous only when it may have been carried out', () => {
  for (const [outcome, ambiguous] of [
    [refused, false],
    [said(429), false],
    [reset, true],
    [late, true],
    [said(503), true],
  ] as const) {
    const retry = state();
    retry.next(outcome, true);
    expect(retry.ambiguous).toBe(ambiguous);
  }
});
