import type { Value } from './encrypted-value.ts';
import type { Document } from './leaves.ts';

/** What comes in the place of a part of a text. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Stands for a comment: the item that it has become goes. */
export const comment = '\0comment';

/** A value as YAML and JSON read it alike. */
export function quoted(value: Value): string {
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value).replace(
    /[\u007F-\u00A0\u2028\u2029\uFEFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The metadata goes, with the comma that parts it from the others. */
export function withoutMetadata(text: string, { metadata }: Document): Edit[] {
  if (metadata === undefined) return [];
  let { start, end } = metadata;
  if (metadata.isInFlow) {
    const before = /,\s*$/.exec(text.slice(0, start));
    const after = /^\s*,/.exec(text.slice(end));
    if (before !== null) start = before.index;
    else if (after !== null) end += after[0].length;
  }
  return [{ start, end, text: '' }];
}

/** The text with its edits, each on as many lines as it was. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    let before = text.slice(at, edit.start);
    // The sign of the item goes with it.
    if (edit.text === comment) before = before.replace(/-[ \t]*$/, '');
    const lines = text.slice(edit.start, edit.end).replace(/[^\n]/g, '');
    result += before + (edit.text === comment ? '' : edit.text) + lines;
    at = edit.end;
  }
  return result + text.slice(at);
}
