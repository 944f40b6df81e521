import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatDuration, parseDuration } from '../../../src/config/duration.ts';
import { editDistance, nearest } from '../../../src/config/nearest.ts';

describe('durations', () => {
  test.each([
    ['90s', 90_000],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['250ms', 250],
    ['0', 0],
    ['0s', 0],
    ['1s500us', 1001],
  ])('%s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(['', '5', 's', '-5m', '5 m', '5d', '1h 2m', '٣m', '99999999999999999h'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 12 }), (milliseconds) => {
        expect(parseDuration(formatDuration(milliseconds))).toBe(milliseconds);
      }),
    );
  });
});

describe('the nearest word', () => {
  const known = ['prune', 'path', 'drift', 'namespace', 'createNamespace'];

  test.each([
    ['prunee', 'prune'],
    ['pahtt', undefined],
    ['paht', 'path'],
    ['dirft', 'drift'],
    ['nameSpace', 'namespace'],
    ['createnamespace', 'createNamespace'],
    ['zzzzz', undefined],
  ])('of %s is %s', (word, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });

  test('is sought among words of about its length only, and none is lost by that', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('p', 'a', 't', 'h', 'd', 'r', 'i', 'f'), maxLength: 12 }),
        (word) => {
          const distances = known.map((one) => editDistance(word, one.toLowerCase()));
          const isNear = Math.min(...distances) <= Math.max(1, Math.floor(word.length / 3));
          expect(nearest(word, known) !== undefined).toBe(isNear);
        },
      ),
    );
  });

  test('distance is none for equal words, and the same both ways', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, a)).toBe(0);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
