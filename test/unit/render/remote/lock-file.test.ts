import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { entryOf, readLock, writeLock } from '../../../../src/render/remote/lock-file.ts';
import { keyOf, type LockEntry } from '../../../../src/render/remote/types.ts';

const hex = (length: number) =>
  fc
    .array(fc.constantFrom('0', '1', '9', 'a', 'f'), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const pinned = { digest: hex(64).map((digits) => `sha256:${digits}`), size: fc.nat() };
const text = fc.oneof(
  fc.constantFrom(
    'yes',
    'null',
    '1.10',
    '~1',
    '^2',
    '*',
    '- a',
    'a: b',
    '"',
    "'",
    '#',
    '!x',
    '&a',
    '0x1f',
    ' x ',
  ),
  fc.string({ minLength: 1, unit: 'grapheme' }),
);
const entries: fc.Arbitrary<LockEntry> = fc.oneof(
  fc.record({
    kind: fc.constant('chart' as const),
    repository: text,
    name: text,
    version: fc.oneof(fc.constant(''), text),
    resolved: text,
    location: text,
    ...pinned,
  }),
  fc.record({
    kind: fc.constant('base' as const),
    repository: text,
    path: text,
    ref: fc.oneof(fc.constant(''), text),
    commit: hex(40),
    ...pinned,
  }),
  fc.record({ kind: fc.constant('file' as const), url: text, ...pinned }),
);
const locks = fc.uniqueArray(entries, { selector: (entry) => `${entry.kind} ${keyOf(entry)}`, maxLength: 6 });

const sorted = (list: readonly LockEntry[]) =>
  list.toSorted((a, b) => (`${a.kind} ${keyOf(a)}` < `${b.kind} ${keyOf(b)}` ? -1 : 1));

const head = 'apiVersion: plumbline.dev/v1alpha1\nkind: Lock\n';
const digest = `sha256:${'0'.repeat(64)}`;
const file = `  - url: https://example.com/a.yaml\n    digest: ${digest}\n    size: 1\n`;

describe('a lock', () => {
  test('that is written is read as the same', () => {
    fc.assert(
      fc.property(locks, (list) => {
        const read = readLock(writeLock({ entries: list }));
        expect(sorted(read.entries)).toEqual(sorted(list));
      }),
      { numRuns: 300 },
    );
  });

  test('has the same text in whatever order its entries are', () => {
    fc.assert(
      fc.property(locks, fc.nat(), (list, turn) => {
        const at = list.length === 0 ? 0 : turn % list.length;
        const turned = [...list.slice(at), ...list.slice(0, at)].toReversed();
        expect(writeLock({ entries: turned })).toBe(writeLock({ entries: list }));
      }),
    );
  });

  test('finds the entry of what is asked for, and none of another kind or version', () => {
    const lock = readLock(`${head}files:\n${file}`);
    expect(entryOf(lock, { kind: 'file', url: 'https://example.com/a.yaml' })).toMatchObject({ size: 1 });
    expect(entryOf(lock, { kind: 'file', url: 'https://example.com/b.yaml' })).toBeUndefined();
  });

  test.each([
    ['nothing', '', 'one YAML document', 1],
    ['two documents', `${head}---\n${head}`, 'one YAML document', 4],
    ['broken YAML', `${head}files: [`, 'end of the stream', 3],
    ['another kind', head.replace('Lock', 'Config'), 'kind is not', 2],
    ['a later version', head.replace('v1alpha1', 'v1'), 'apiVersion is not', 1],
    ['an unknown key', `${head}extra: 1\n`, 'the lock is not', 1],
    ['a wrong digest', `${head}files:\n${file.replace('sha256:0', 'sha256:x')}`, 'files.0.digest is not', 5],
    [
      'a digest of another kind',
      `${head}files:\n${file.replace('sha256', 'md5')}`,
      'files.0.digest is not',
      5,
    ],
    [
      'a size that is none',
      `${head}files:\n${file.replace('size: 1', 'size: -1')}`,
      'files.0.size is not',
      6,
    ],
    ['the same thing twice', `${head}files:\n${file}${file}`, 'two entries', 1],
    ['conflict markers', `<<<<<<< ours\n${head}`, 'expected', 2],
  ])('with %s is invalid, and the place is told', (_what, source, message, line) => {
    expect(() => readLock(source)).toThrow(
      expect.objectContaining({
        code: 'LOCK_INVALID',
        message: expect.stringContaining(message),
        place: expect.objectContaining({ file: 'plumbline.lock', line }),
        remedy: expect.stringContaining('plumbline lock'),
      }),
    );
  });
});
