import { isUtf8 } from 'node:buffer';
import { PlumblineError } from '../errors/error.ts';
import { type Position, rememberLast } from './lines.ts';
import { excerpt, type Located, positionAt } from './position.ts';
import { limits, withoutNames, type YamlError } from './yaml-events.ts';

/** The text of a file: UTF-8, without its byte order mark. @throws MANIFEST_SYNTAX, MANIFEST_TOO_LARGE */
export function decodeText(bytes: Uint8Array, file: string): string {
  if (bytes.length > limits.text) throw tooLarge(file, bytes.length);
  const text = utf8(bytes);
  const nul = text.indexOf('\0');
  if (isUtf8(bytes) && nul < 0) return text;
  const offset = nul >= 0 ? nul : text.indexOf('\uFFFD');
  throw new PlumblineError(
    'MANIFEST_SYNTAX',
    nul >= 0 ? 'the file holds a NUL byte' : 'the file is not UTF-8',
    {
      place: { file, ...positionAt(text, offset) },
      remedy: 'Save the file as UTF-8, or move it out of the target if it is no manifest.',
    },
  );
}

/** Text without its byte order mark. Node's TextDecoder does the same, and takes 3 ms to come into being. */
export function utf8(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

export function tooLarge(file: string, bytes: number): PlumblineError {
  const size = (bytes / 1024 / 1024).toFixed(1);
  return new PlumblineError('MANIFEST_TOO_LARGE', `the file has ${size} MB, more than 10 MB`, {
    place: { file },
    remedy: 'Split it into several files, or move it out of the target if it is no manifest.',
  });
}

// Asked before anything is parsed, so it looks at the text alone, and rather too often than not.
const mayHoldSecret = rememberLast(
  (text) => /\bSecret/.test(text) || /\bkind["']?\s*:\s*(?:[!&]\S*\s+)*["']?secrets?\b/i.test(text),
);

/** The excerpt of a text, unless it may show a Secret. */
export function safeExcerpt(text: string, at: Position | Located): { excerpt?: string } {
  if (mayHoldSecret(text)) return {};
  return { excerpt: excerpt(text, at, 'length' in at ? at.length : 1) };
}

/** What a text that cannot be read means to the person who wrote it. */
export function syntaxError(error: YamlError, text: string, file: string): PlumblineError {
  const position = positionAt(text, error.offset);
  const message = mayHoldSecret(text) ? withoutNames(error.message) : error.message;
  return new PlumblineError(error.tooLarge ? 'MANIFEST_TOO_LARGE' : 'MANIFEST_SYNTAX', message, {
    place: { file, ...position },
    ...safeExcerpt(text, position),
    remedy: remedyOf(error.message),
  });
}

function remedyOf(message: string): string {
  if (message.includes('tab characters')) return 'Indent with spaces.';
  if (message.includes('is there twice')) return 'Keep one of the two.';
  if (message.includes('knows no tag')) return 'Remove the tag, or quote the value if it begins with "!".';
  if (message.includes('the key is not')) return 'Put the key in quotes.';
  if (message.includes('anchor'))
    return 'Write &name at the value meant, or quote the value if it begins with "*".';
  if (message.includes('aliases')) return 'Write the values out instead of repeating them by aliases.';
  if (message.includes('levels')) return 'Keep the nested part as text, or move the file out of the target.';
  if (message.includes('documents')) return 'Split it into several files.';
  return 'Correct the YAML at this place; a value with special characters needs quotes.';
}
