import { isUtf8 } from 'node:buffer';
import type { Json } from './types.ts';

/**
 * Plain scalars as the API server reads them. Source of the rules: go.yaml.in/yaml/v2, resolve.go, and
 * sigs.k8s.io/yaml, yaml.go (convertToJSONableObject). Neither YAML 1.1 nor 1.2 alone says the same.
 */
const words = new Map<string, Json>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, false] as const,
  ),
]);
const special = new Map<string, number>([
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(
    (word) => [word, Number.POSITIVE_INFINITY] as const,
  ),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

// The longest of the words above.
const longestWord = 5;
const shortInteger = /^-?[1-9]\d{0,14}$/;
const integer = /^([-+]?)(0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/;
const float = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
// strconv.ParseFloat lets underscores stand between digits; a leading point is where go-yaml asks it first.
const pointFloat = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;

/** The value of a plain, untagged scalar. NaN and the infinities are for the caller to refuse. */
export function plainScalar(text: string): Json {
  if (text === '') return null;
  const first = text.charCodeAt(0);
  // 0-9, '+' and '-'
  if ((first >= 48 && first <= 57) || first === 43 || first === 45) return numberOr(text);
  if (first === 46) return special.get(text) ?? floatOr(text, pointFloat, text);
  if (text.length > longestWord) return text;
  const word = words.get(text);
  return word === undefined ? text : word;
}

function numberOr(text: string): Json {
  if (shortInteger.test(text)) return Number(text);
  const signed = special.get(text);
  if (signed !== undefined) return signed;
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  return integerOf(digits) ?? floatOr(digits, float, text);
}

function floatOr(digits: string, form: RegExp, text: string): Json {
  if (!form.test(digits)) return text;
  const value = Number(digits.replaceAll('_', ''));
  // Out of range is an error of strconv, and go-yaml then takes the text.
  return Number.isFinite(value) ? value : text;
}

const int64 = { least: -(2n ** 63n), most: 2n ** 64n - 1n };

/** An integer in one of Go's notations, within int64 or uint64; exact, a bigint where a double would round. */
export function integerOf(text: string): number | bigint | undefined {
  // Go asks for the sign behind the prefix, too.
  const match = integer.exec(text.replace(/^0b([-+])/, '$10b'));
  if (match === null) return undefined;
  const [, sign = '', body = ''] = match;
  const octal = /^0[oO]?([0-7]+)$/.exec(body);
  const size = BigInt(octal === null ? body : `0o${octal[1]}`);
  const value = sign === '-' ? -size : size;
  if (value < int64.least || value > int64.most || (sign === '+' && value >= 2n ** 63n)) return undefined;
  const rounded = Number(value);
  return Number.isSafeInteger(rounded) ? rounded : value;
}

// Go writes such keys in single precision: only of these is the text surely the same afterwards.
const plainFloat = /^-?(?:0|[1-9]\d{0,2})\.\d{0,2}[1-9]$/;

/** The field that a plain key means: `1` is "1", `yes` is "true"; undefined for those that would change unseen. */
export function plainKey(text: string): string | undefined {
  const value = plainScalar(text);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  const whole = integerOf(text.replaceAll('_', ''));
  return whole === undefined ? (plainFloat.test(text) ? text : undefined) : String(whole);
}

const coreWords = new Map<string, Json>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

function coreScalar(text: string): Json {
  const word = coreWords.get(text);
  if (word !== undefined) return word;
  return /^[-+]?\d+$/.test(text) || (float.test(text) && /\d/.test(text)) ? Number(text) : text;
}

/** How plain scalars are read: as values, and as keys (undefined refuses one). */
export interface Dialect {
  scalar(text: string): Json;
  key(text: string): string | undefined;
}

/** As the API server reads manifests. */
export const kubernetes: Dialect = { scalar: plainScalar, key: plainKey };

/** YAML 1.2's core schema, as our own configuration is read: `mode: off` is a string. */
export const core: Dialect = { scalar: coreScalar, key: (text) => text };

/** The text behind !!binary, undefined where it is not base64 of one. */
export function decodeBase64(text: string): string | undefined {
  const compact = text.replace(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(compact)) return undefined;
  const bytes = Buffer.from(compact, 'base64');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}
