import { describe, expect, test } from '@jest/globals';
import { exitCodeOf } from '../../../src/errors/codes.ts';
import { errorView, PlumblineError, toPlumblineError } from '../../../src/errors/error.ts';
import { gather } from '../../../src/errors/gather.ts';
import { errorDocument } from '../../../src/report/json.ts';

const whole = new PlumblineError('MANIFEST_INVALID', 'no', {
  object: 'Deployment shop/web',
  place: { file: 'a.yaml', line: 3, column: 7 },
  excerpt: '> 3 | x',
  remedy: 'Mend it.',
  cause: new Error('TOPSECRET'),
});

describe('an error', () => {
  test('has the exit code of its code', () => {
    expect(whole.exitCode).toBe(1);
    expect(new PlumblineError('CONFIG_INVALID', 'x').exitCode).toBe(2);
    expect(new PlumblineError('EMPTY_RENDER', 'x').exitCode).toBe(3);
    expect(new PlumblineError('CANCELLED', 'x').exitCode).toBe(130);
  });

  test('is shown without its cause, which may hold what must not be shown', () => {
    const { object, place, excerpt, remedy } = whole;
    expect(errorView(whole)).toEqual({
      code: 'MANIFEST_INVALID',
      message: 'no',
      object,
      place,
      excerpt,
      remedy,
    });
    expect(JSON.stringify([errorView(whole), errorDocument(whole)])).not.toContain('TOPSECRET');
  });

  test('says nothing of what it does not know', () => {
    expect(Object.keys(errorView(new PlumblineError('INTERNAL', 'x')))).toEqual(['code', 'message']);
  });

  test('told with more keeps the rest', () => {
    const more = whole.with({ object: 'Service shop/web' });
    expect(errorView(more)).toEqual({ ...errorView(whole), object: 'Service shop/web' });
    expect(more.cause).toBe(whole.cause);
  });
});

test('every code ends a command with 1, 2, 3 or, when cancelled, 130', () => {
  expect(new Set(Object.values(exitCodeOf))).toEqual(new Set([1, 2, 3, 130]));
});

describe('several errors', () => {
  test('are the first, with the rest as its others', () => {
    const [second, third] = [
      new PlumblineError('DUPLICATE_OBJECT', '2'),
      new PlumblineError('MANIFEST_SYNTAX', '3'),
    ];
    const all = gather([whole, second, third]);
    expect(errorView(all)).toEqual(errorView(whole));
    expect(all.others).toEqual([second, third]);
  });

  test('of an error that has others already keep all of them, in order', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((text) => new PlumblineError('MANIFEST_INVALID', text)) as [
      PlumblineError,
      PlumblineError,
      PlumblineError,
    ];
    const all = gather([gather([a, b]), c]);
    expect([all, ...all.others].map(({ message }) => message)).toEqual(['a', 'b', 'c']);
  });

  test('of one are that one', () => {
    expect(gather([whole]).others).toEqual([]);
  });
});

describe('anything that was thrown', () => {
  test('stays what it is where it is ours', () => {
    expect(toPlumblineError(whole)).toBe(whole);
  });

  test.each([
    [new TypeError('x is undefined'), 'x is undefined'],
    ['a text', 'a text'],
    [undefined, 'undefined'],
  ])('is a fault of ours otherwise (%p)', (thrown, message) => {
    const error = toPlumblineError(thrown);
    expect([error.code, error.message, error.exitCode]).toEqual(['INTERNAL', message, 1]);
    expect(error.cause).toBe(thrown);
    expect(error.remedy).toContain('report it');
  });
});
