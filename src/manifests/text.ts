import { structuredPatch } from 'diff';

export interface TextLine {
  kind: 'same' | 'removed' | 'added' | 'note';
  text: string;
}

/** A run of changed lines with their context; the first lines count from 1. */
export interface TextHunk {
  beforeLine: number;
  afterLine: number;
  lines: TextLine[];
}

const kinds: Record<string, TextLine['kind']> = { ' ': 'same', '-': 'removed', '+': 'added' };
const context = 2;
// Removed and added lines; the time grows with their square: 1,000 take some 0.1 s.
const mostEdits = 1000;

/**
 * The differing lines of two texts with two lines of context; none for equal texts, undefined for texts in
 * which too much differs to be compared. A `note` says where a text does not end in a line break.
 */
export function diffLines(before: string, after: string): TextHunk[] | undefined {
  const [old, now] = [linesOf(before), linesOf(after)];
  const { start, end } = common(old, now);
  if (start + end === Math.min(old.length, now.length)) return oneSided(old, now, start, end);
  const skipped = Math.max(0, start - context);
  const kept = (lines: string[]): string =>
    lines.slice(skipped, lines.length - Math.max(0, end - context)).join('');
  const patch = structuredPatch('', '', kept(old), kept(now), '', '', { context, maxEditLength: mostEdits });
  return patch?.hunks.map(({ oldStart, newStart, lines }) => ({
    beforeLine: skipped + oldStart,
    afterLine: skipped + newStart,
    lines: lines.map((line) => ({ kind: kinds[line.charAt(0)] ?? 'note', text: line.slice(1) })),
  }));
}

/** Lines were only added, or only removed: there is nothing to search for, however many they are. */
function oneSided(old: readonly string[], now: readonly string[], start: number, end: number): TextHunk[] {
  if (old.length === now.length) return [];
  const [longer, changed] = now.length > old.length ? [now, 'added' as const] : [old, 'removed' as const];
  const first = Math.max(0, start - context);
  const shown = longer.slice(first, longer.length - Math.max(0, end - context));
  const lines = shown.flatMap((line, index): TextLine[] => {
    const isSame = first + index < start || first + index >= longer.length - end;
    const kind = isSame ? 'same' : changed;
    if (line.endsWith('\n')) return [{ kind, text: line.slice(0, -1) }];
    return [
      { kind, text: line },
      { kind: 'note', text: ' No newline at end of file' },
    ];
  });
  const lineOf = (side: readonly string[]): number => (side.length === 0 ? 0 : first + 1);
  return [{ beforeLine: lineOf(old), afterLine: lineOf(now), lines }];
}

/** Each with its line break. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** How many lines are the same at the start and, behind those, at the end. */
function common(old: readonly string[], now: readonly string[]): { start: number; end: number } {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start++;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  return { start, end };
}
