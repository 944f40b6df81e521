import type { Place } from '../errors/error.ts';
import { linesOf, type Position } from './lines.ts';
import type { Source } from './types.ts';
import { type Keys, walkOf } from './walk.ts';

export const positionAt = (text: string, offset: number): Position => linesOf(text).position(offset);

const longestLine = 160;

/** The line of a position and the one before it, with a caret below, as an error shows them. */
export function excerpt(text: string, { line, column }: Position, length = 1): string {
  const lines = linesOf(text);
  const width = String(line).length + 1;
  const shown = (number: number, mark: string): string[] => {
    const content = lines.line(number, longestLine);
    return content === undefined ? [] : [`${mark}${String(number).padStart(width)} | ${content}`];
  };
  const room = (lines.line(line, longestLine) ?? '').length - column + 1;
  const carets = '^'.repeat(Math.max(1, Math.min(length, room)));
  const caret = column > longestLine ? [] : [`${' '.repeat(width + 2)} | ${' '.repeat(column - 1)}${carets}`];
  return [...shown(line - 1, '  '), ...shown(line, ' >'), ...caret].join('\n');
}

/** Where a value stands and how long its text is on that line. */
export interface Located extends Position {
  length: number;
}

/**
 * The place of a value of a manifest, or of its key; where the path is not in the text (a default, a merge),
 * the place of what holds it.
 */
export function locate(text: string, source: Source, keys: Keys, what: 'value' | 'key' = 'value'): Located {
  const path: Keys = [...(source.items ?? []).flatMap((index) => ['items', index]), ...keys];
  const found = walkOf(text).find(source.document, path, what);
  return { ...positionAt(text, found.offset), length: found.length };
}

/** The texts of a set of files, for the places of values in them. */
export class Texts {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #shown: ReadonlyMap<string, string>;

  /** @param shown as the files have them, where `texts` has something else in the same places */
  constructor(texts: ReadonlyMap<string, string>, shown: ReadonlyMap<string, string> = texts) {
    this.#texts = texts;
    this.#shown = shown;
  }

  /** The place of a value; without the file's text the line of its document. */
  place(
    source: Source | undefined,
    keys: Keys,
    what: 'value' | 'key' = 'value',
  ): { place?: Place; at?: Located } {
    if (source === undefined) return {};
    const { file, line } = source;
    const text = this.#texts.get(file);
    if (text === undefined) return { place: { file, line } };
    const at = locate(text, source, keys, what);
    return { place: { file, line: at.line, column: at.column }, at };
  }

  of(file: string): string | undefined {
    return this.#shown.get(file);
  }
}
