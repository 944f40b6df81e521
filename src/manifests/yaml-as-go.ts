import { EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml';
import { YamlError } from './yaml-events.ts';

type Scalar = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;

/**
 * Where Go's reader, which is YAML 1.1's, takes a text for something else than our parser, which is YAML 1.2's.
 * What can be read alike is; the rest is refused, for it would be applied as something else than kubectl applies.
 */

/** Go ends a block with the file: the last line has a line break only where the file has one. */
export function blockText(value: string, event: Scalar, text: string): string {
  const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
  if (!isBlock || event.valueEnd < text.length || !value.endsWith('\n') || text.endsWith('\n')) return value;
  const last = text.slice(text.lastIndexOf('\n') + 1);
  const isOver = last.trim() === '' && last.length <= event.indent;
  return isOver ? value : value.slice(0, -1);
}

const lineBreak = /[\u0085\u2028\u2029]|(?!^)\uFEFF/g;

/**
 * YAML 1.1 has more line breaks: what stands behind one in a comment is a key to Go. Between quotes, and with
 * nothing to fold about it, one is read alike. @throws YamlError
 */
export function refuseLineBreaks(text: string, events: readonly Event[]): void {
  if (text.search(lineBreak) < 0) return;
  const quoted = events.filter((event) => event.type === EVENT_ID.SCALAR).filter(isQuoted);
  for (const { index, 0: sign } of text.matchAll(lineBreak)) {
    const isSpaced = /\s/.test(text.charAt(index - 1)) || /\s/.test(text.charAt(index + 1));
    const isSame = sign === '\u2028' || sign === '\u2029';
    const isWithin = quoted.some(({ valueStart, valueEnd }) => valueStart <= index && index < valueEnd);
    if (isSame && isWithin && !isSpaced) continue;
    const code = sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const what =
      code === 'FEFF' ? 'a byte order mark in the middle of a file' : `U+${code} ends a line for Kubernetes`;
    throw new YamlError(`${what}: write it as "\\u${code.toLowerCase()}", in double quotes`, index);
  }
}

const isQuoted = ({ style }: Scalar): boolean =>
  style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;

/** Of an anchor or alias. Go's names are shorter: it takes the rest for a value. @throws YamlError */
export function anchorName(event: { anchorStart: number; anchorEnd: number }, text: string): string {
  const name = text.slice(event.anchorStart, event.anchorEnd);
  if (/^[\w-]+$/.test(name)) return name;
  throw new YamlError('the name of an anchor has only letters, digits, "-" and "_"', event.anchorStart);
}

/** In brackets Go ends a text at "?" and at some ":", and takes other ":" into it. @throws YamlError */
export function refuseInBrackets(event: Scalar, text: string): void {
  if (event.style !== SCALAR_STYLE.PLAIN || event.valueStart < 0) return;
  const { valueStart: start, valueEnd: end } = event;
  const odd = text.slice(start, end).search(/^:|\?/);
  if (odd >= 0) {
    throw new YamlError(`a "${text[start + odd]}" within brackets needs quotes around the text`, start + odd);
  }
  const colon = /^[ \t]*:(?=[,[\]{}])/.exec(text.slice(end, end + 100));
  if (colon !== null) {
    throw new YamlError('a ":" within brackets needs a space behind it', end + colon[0].length - 1);
  }
}

/** An escaped line break before an empty line, which our parser leaves out. @throws YamlError */
export function refuseEscapedBreak(event: Scalar, text: string): void {
  if (event.style !== SCALAR_STYLE.DOUBLE_QUOTED || event.fast) return;
  const raw = text.slice(event.valueStart, event.valueEnd);
  const found = /(?<!\\)(?:\\\\)*\\(?:\r\n|\r|\n)[ \t]*[\r\n]/.exec(raw);
  if (found === null) return;
  throw new YamlError(
    'write \\n instead of an escaped line break before an empty line',
    event.valueStart + found.index,
  );
}
