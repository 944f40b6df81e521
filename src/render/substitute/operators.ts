import type { Budget } from './budget.ts';
import { matchingStarts } from './glob.ts';

type Operator = (value: string, args: readonly string[], budget: Budget) => string;

/** What `${name}` with an operator makes of the value; '' is a variable that is not set. */
export const operators: Readonly<Record<string, Operator>> = {
  '': (value) => value,
  length: (value) => String(Buffer.byteLength(value)),
  ':-': withDefault,
  ':=': withDefault,
  '=': withDefault,
  ',': (value) => ofFirst(value, lower),
  ',,': (value) => ofEach(value, lower),
  '^': (value) => ofFirst(value, upper),
  '^^': (value) => ofEach(value, upper),
  ':': (value, [offset = '', length]) => part(value, offset, length),
  '#': (value, [pattern = ''], budget) => trimStart(value, pattern, 'shortest', budget),
  '##': (value, [pattern = ''], budget) => trimStart(value, pattern, 'longest', budget),
  '%': (value, [pattern = ''], budget) => trimEnd(value, pattern, 'shortest', budget),
  '%%': (value, [pattern = ''], budget) => trimEnd(value, pattern, 'longest', budget),
  '/': (value, [from = '', to = '']) => value.replace(from, () => to),
  '//': (value, [from = '', to = ''], budget) => replaceAll(value, from, to, budget),
  // Flux leaves the value alone where nothing stands behind the second "/" of these two.
  '/#': (value, [from = '', to]) =>
    to !== undefined && value.startsWith(from) ? to + value.slice(from.length) : value,
  '/%': (value, [from = '', to]) =>
    to !== undefined && value.endsWith(from) ? value.slice(0, value.length - from.length) + to : value,
};

/** Operators that say themselves what a variable is that is not set. */
export const isDefault = (operator: string): boolean => operator.endsWith('=') || operator === ':-';

function withDefault(value: string, [fallback = '']: readonly string[]): string {
  return value === '' ? fallback : value;
}

// Go maps each character to one; where JavaScript would give several, it stays.
const single = (mapped: string, character: string): string =>
  Array.from(mapped).length === 1 ? mapped : character;
const upper = (character: string): string => single(character.toUpperCase(), character);
const lower = (character: string): string => single(character.toLowerCase(), character);
const ofEach = (value: string, map: (character: string) => string): string => Array.from(value, map).join('');

function ofFirst(value: string, map: (character: string) => string): string {
  const [first = ''] = Array.from(value.slice(0, 2));
  return first === '' ? '' : map(first) + value.slice(first.length);
}

const whole = /^[-+]?\d+$/;
const farthest = 2 ** 62;
const numberOf = (text: string): number | undefined => {
  if (!whole.test(text)) return undefined;
  const number = Number(text);
  return Math.abs(number) > farthest ? undefined : number;
};

/** By bytes, as Flux does; where offset or length is no number it gives the whole value. */
function part(value: string, offset: string, length: string | undefined): string {
  const bytes = Buffer.from(value);
  const from = numberOf(offset);
  if (from === undefined) return value;
  const start = from < 0 ? Math.max(0, bytes.length + from) : Math.min(from, bytes.length);
  if (length === undefined) return bytes.subarray(start).toString();
  const count = numberOf(length);
  if (count === undefined) return value;
  const end = count < 0 ? bytes.length + count : start + count;
  return end < start ? '' : bytes.subarray(start, end).toString();
}

function trimStart(value: string, pattern: string, which: 'shortest' | 'longest', budget: Budget): string {
  const characters = Array.from(value);
  const found = matchingStarts(pattern, characters, budget);
  return found === undefined ? value : characters.slice(found[which]).join('');
}

/** Flux turns both round and takes from the start, the pattern character by character. */
function trimEnd(value: string, pattern: string, which: 'shortest' | 'longest', budget: Budget): string {
  return reversed(trimStart(reversed(value), reversed(pattern), which, budget));
}

const reversed = (text: string): string => Array.from(text).reverse().join('');

function replaceAll(value: string, from: string, to: string, budget: Budget): string {
  // An empty text is found between all characters.
  const pieces = from === '' ? ['', ...Array.from(value), ''] : value.split(from);
  budget.write(pieces.length * to.length);
  return pieces.join(to);
}
