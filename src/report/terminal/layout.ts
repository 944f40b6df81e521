import { stripVTControlCharacters } from 'node:util';
import type { Place } from '../../errors/error.ts';
import { clip, disarm, terminalText } from '../plain.ts';

export interface TextOptions {
  /** ANSI colours. */
  colour: boolean;
  /** Columns of the terminal; where there is none, 100 reads well. */
  width?: number;
  /** For ages: `2 days ago`. */
  now: Date;
  /** Everything: effects, exact times, requests, whole values. */
  verbose?: boolean;
}

export const widthOf = ({ width }: TextOptions): number => Math.max(40, width ?? 100);

/** Characters as a terminal counts them, near enough: code points, without colours. */
export const columns = (text: string): number => Array.from(stripVTControlCharacters(text)).length;

export const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - columns(text)));

/** `deploy/base/web.yaml:14:3`, safe to print. */
export function placeText({ file, line, column }: Place): string {
  const at = [line, column].filter((part) => part !== undefined).map((part) => `:${part}`);
  return `${terminalText(file)}${at.join('')}`;
}

/** A place that fits: the file's name and line stay, the folders before it go first. */
export function shortPlace(place: Place, max: number): string {
  const text = placeText(place);
  return text.length <= max ? text : `…${text.slice(text.length - Math.max(8, max - 1))}`.toWellFormed();
}

/** Words broken into lines of at most `width`; what follows the first line is indented as `indent`. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of terminalText(text).split(' ')) {
    if (line !== '' && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  // A word that a runner would obey may have come to the start of a line.
  return [...lines, line].map(disarm).join(`\n${indent}`);
}

/** A value cut to what is worth a screen; whole when verbose. */
export const clipValue = (text: string, options: TextOptions): string =>
  options.verbose === true ? text : clip(text, 4 * widthOf(options));
