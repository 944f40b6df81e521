import { describe, expect, test } from '@jest/globals';
import { structuredPatch } from 'diff';
import fc from 'fast-check';
import { diffLines, type TextHunk } from '../../../src/manifests/text.ts';

const numbered = (prefix: string, count: number): string =>
  Array.from({ length: count }, (_none, line) => `${prefix}${line}\n`).join('');

const signOf = { same: ' ', removed: '-', added: '+', note: '\\' };
const written = (hunks: TextHunk[] | undefined): string[] | undefined =>
  hunks?.flatMap(({ beforeLine, afterLine, lines }) => [
    `@@ ${beforeLine} ${afterLine}`,
    ...lines.map(({ kind, text }) => `${signOf[kind]}${text}`),
  ]);

describe('the lines in which two texts differ', () => {
  test('have two lines of context and their numbers', () => {
    const before = numbered('l', 9);
    expect(written(diffLines(before, before.replace('l4\n', 'x\ny\n')))).toEqual([
      '@@ 3 3',
      ' l2',
      ' l3',
      '-l4',
      '+x',
      '+y',
      ' l5',
      ' l6',
    ]);
  });

  test('are none of equal texts', () => {
    expect(diffLines('a\nb', 'a\nb')).toEqual([]);
    expect(diffLines('', '')).toEqual([]);
  });

  test('tell where a text does not end in a line break', () => {
    expect(written(diffLines('a\nb\n', 'a\nb'))).toEqual([
      '@@ 1 1',
      ' a',
      '-b',
      '+b',
      '\\ No newline at end of file',
    ]);
  });

  test('are told however many lines were only added, or only removed', () => {
    const text = numbered('l', 50);
    const longer = numbered('l', 25) + numbered('new', 8000) + text.slice(numbered('l', 25).length);
    expect(diffLines(text, longer)?.flatMap(({ lines }) => lines)).toHaveLength(8004);
    expect(diffLines(longer, text)?.flatMap(({ lines }) => lines)).toHaveLength(8004);
    expect(diffLines('', numbered('new', 8000))?.[0]?.lines).toHaveLength(8000);
  });

  test('are not searched for where too many differ', () => {
    expect(diffLines(numbered('a', 8000), numbered('b', 8000))).toBeUndefined();
    expect(diffLines(numbered('a', 400), numbered('b', 400))).toHaveLength(1);
  });

  test('are those of the whole texts, whatever they have in common', () => {
    const text = fc
      .tuple(fc.array(fc.constantFrom('a', 'b', '', 'c\r'), { maxLength: 20 }), fc.boolean())
      .map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const ours = diffLines(before, after)?.flatMap(({ lines }) => lines) ?? [];
        const { hunks } = structuredPatch('', '', before, after, '', '', { context: 2 });
        const theirs = hunks.flatMap(({ lines }) => lines);
        const changed = (lines: string[]): number => lines.filter((line) => !line.startsWith(' ')).length;
        expect(changed(ours.map(({ kind }) => signOf[kind]))).toBe(changed(theirs));
        expect(applied(before, diffLines(before, after) ?? [])).toBe(after);
      }),
    );
  });
});

/** The text that the hunks make of another. */
function applied(text: string, hunks: TextHunk[]): string {
  const old = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const made: string[] = [];
  let at = 0;
  for (const { beforeLine, lines } of hunks) {
    const removes = lines.some(({ kind }) => kind === 'same' || kind === 'removed');
    made.push(...old.slice(at, removes ? beforeLine - 1 : beforeLine));
    at = removes ? beforeLine - 1 : beforeLine;
    for (const [index, { kind, text: line }] of lines.entries()) {
      if (kind === 'same' || kind === 'removed') at++;
      const noBreak = lines[index + 1]?.kind === 'note';
      if (kind === 'same' || kind === 'added') made.push(noBreak ? line : `${line}\n`);
    }
  }
  return [...made, ...old.slice(at)].join('');
}
