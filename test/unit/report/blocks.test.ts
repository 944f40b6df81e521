import { expect, test } from '@jest/globals';
import type { FieldChange } from '../../../src/plan/types.ts';
import { diffBlock } from '../../../src/report/markdown/object.ts';
import { blockLines } from '../../../src/report/values.ts';

const change = (live: string, result: string): FieldChange => ({
  path: 'data["app.conf"]',
  live,
  result,
  causes: ['change'],
});
const numbered = (prefix: string, count: number): string =>
  Array.from({ length: count }, (_none, line) => `${prefix}${line}\n`).join('');

test('texts with nothing in common are told by their lengths, not compared for minutes', () => {
  const [live, result] = [numbered('a', 8000), numbered('bb', 8000)];
  expect(blockLines(change(live, result))).toEqual([
    { sign: '@', text: `${live.length} → ${result.length} characters, too long to compare here` },
  ]);
});

test('a text of very many lines is shown up to what a reader can bear', () => {
  const lines = diffBlock([change('', '\n'.repeat(200_000))], false).split('\n');
  expect(lines).toHaveLength(303);
  expect(lines.at(-2)).toBe('@@ 199701 more lines @@');
});

test('a change is compared once, however many reports show it', () => {
  const one = change('a\nb\n', 'a\nc\n');
  expect(blockLines(one)).toBe(blockLines(one));
});
