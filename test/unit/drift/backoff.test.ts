import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { afterRevert, type Backoff, backoffDelay, mayRevert } from '../../../src/drift/backoff.ts';

test('waits grow from 2 s by three times up to 300 s', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 60].map(backoffDelay)).toEqual([
    0, 2_000, 6_000, 18_000, 54_000, 162_000, 300_000, 300_000, 300_000,
  ]);
});

test('a field that was never reverted may be reverted at once', () => {
  expect(mayRevert(undefined, 0)).toBe(true);
});

test('a field that is fought over is reverted ever more rarely, and never twice within its wait', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 40 }), (pauses) => {
      let state: Backoff | undefined;
      let now = 1_000_000;
      let reverts = 0;
      for (const pause of pauses) {
        now += pause;
        if (!mayRevert(state, now)) continue;
        const next = afterRevert(state, now);
        expect(next.notBefore - now).toBe(backoffDelay(next.reverts));
        expect(mayRevert(next, next.notBefore - 1)).toBe(false);
        expect(mayRevert(next, next.notBefore)).toBe(true);
        state = next;
        reverts += 1;
      }
      // Never hot: at most one revert per 2 s, and under a constant fight one per 300 s in the long run.
      const elapsed = pauses.reduce((sum, pause) => sum + pause, 0);
      expect(reverts).toBeLessThanOrEqual(1 + elapsed / 2_000);
    }),
  );
});

test('a calm as long as the longest wait makes the count begin anew', () => {
  const fought = { reverts: 6, notBefore: 1_000_000 };
  expect(afterRevert(fought, 1_300_000).reverts).toBe(7);
  expect(afterRevert(fought, 1_300_001)).toEqual({ reverts: 1, notBefore: 1_302_001 });
});
