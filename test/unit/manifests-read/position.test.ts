import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Lines } from '../../../src/manifests/lines.ts';
import { excerpt, locate, positionAt, Texts } from '../../../src/manifests/position.ts';
import type { Keys } from '../../../src/manifests/walk.ts';

const text = `# a comment
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {"a.b/c": 1}}
spec:
  containers:
  - name: web
    image: 1.4
    args: [a, 7]
  empty:
---
kind: List
items:
  - metadata:
      name: x
  - metadata: &m
      name: "y"
  - metadata: *m
`;
const at = (
  document: number,
  keys: Keys,
  what?: 'key' | 'value',
  items?: number[],
): [number, number, number] => {
  const found = locate(text, { file: 'f', line: 1, document, ...(items && { items }) }, keys, what);
  return [found.line, found.column, found.length];
};

describe('locate', () => {
  test('finds the value and the key of a path', () => {
    expect(at(0, ['kind'])).toEqual([3, 7, 10]);
    expect(at(0, ['kind'], 'key')).toEqual([3, 1, 4]);
    expect(at(0, ['spec', 'containers', 0, 'image'])).toEqual([8, 12, 3]);
    expect(at(0, ['spec', 'containers', 0, 'args', 1])).toEqual([9, 15, 1]);
    expect(at(0, ['metadata', 'labels', 'a.b/c'])).toEqual([4, 41, 1]);
  });

  test('an empty value stands at its key', () => {
    expect(at(0, ['spec', 'empty'])).toEqual([10, 3, 5]);
  });

  test('what is not in the text stands where its holder is', () => {
    expect(at(0, ['spec', 'containers', 3, 'image'])).toEqual([7, 3, 1]);
    expect(at(0, ['nothing'])).toEqual([2, 1, 1]);
  });

  test('goes through the items of a list, and stops at an alias', () => {
    expect(at(1, ['metadata', 'name'], 'value', [1])).toEqual([17, 14, 1]);
    expect(at(1, ['metadata', 'name'], 'value', [2])).toEqual([18, 15, 1]);
  });

  test('without the text of a file, the place is the line of the document', () => {
    const source = { file: 'f', line: 7, document: 0 };
    expect(new Texts(new Map()).place(source, ['kind']).place).toEqual({ file: 'f', line: 7 });
    expect(new Texts(new Map([['f', text]])).place(source, ['kind']).place).toEqual({
      file: 'f',
      line: 3,
      column: 7,
    });
  });
});

describe('excerpt', () => {
  test('shows the line, the one before and a caret', () => {
    expect(excerpt(text, { line: 8, column: 12 }, 3)).toBe(
      ['   7 |   - name: web', ' > 8 |     image: 1.4', '     |            ^^^'].join('\n'),
    );
  });

  test('cuts long lines and holds CRLF out', () => {
    const long = excerpt(`a: ${'x'.repeat(1000)}\r\n`, { line: 1, column: 500 });
    expect(long.length).toBeLessThan(200);
    expect(long).not.toContain('\r');
    expect(excerpt('x'.repeat(1000), { line: 1, column: 5 }, 900).length).toBeLessThan(400);
  });
});

test('positions count lines and columns from one', () => {
  expect(positionAt('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r') }), fc.nat(), (any, number) => {
      const offset = number % (any.length + 1);
      const before = any.slice(0, offset).split('\n');
      const lines = new Lines(any);
      expect(lines.position(offset)).toEqual({
        line: before.length,
        column: (before.at(-1) ?? '').length + 1,
      });
      const all = any.split('\n').map((line) => line.replace(/\r$/, ''));
      expect([...all, undefined]).toEqual([...all, ''].map((_line, index) => lines.line(index + 1)));
    }),
  );
});
