import { integerOf, plainScalar } from '../../manifests/yaml-scalar.ts';

/** How the file was read by SOPS, which decides what a number is. */
export type Format = 'yaml' | 'json';

/**
 * The bytes of an unencrypted value that the MAC covers; undefined for null, which it does not cover. SOPS
 * reads YAML by go.yaml.in/yaml/v3, whose words are fewer than those of Kubernetes, and knows times.
 */
export function plainBytes(text: string, format: Format): string | undefined {
  if (nulls.has(text)) return undefined;
  const word = words.get(text);
  if (word !== undefined) return word;
  const time = format === 'yaml' ? timeOf(text) : undefined;
  if (time !== undefined) return time;
  const value = plainScalar(text);
  if (typeof value !== 'number' && typeof value !== 'bigint') return text;
  const isInteger =
    format === 'json' ? /^-?\d+$/.test(text) : integerOf(text.replaceAll('_', '')) !== undefined;
  return isInteger ? String(value) : decimal(Number(value));
}

const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);
const words = new Map([
  ...['true', 'True', 'TRUE'].map((word) => [word, 'True'] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, 'False'] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, 'NaN'] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, '+Inf'] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, '-Inf'] as const),
]);

/** A number without an exponent, as short as it reads back: Go's FormatFloat(x, 'f', -1, 64). */
export function decimal(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const [digits = '', exponent] = String(value).split('e');
  if (exponent === undefined) return digits;
  const sign = digits.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  const all = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  if (point >= all.length) return `${sign}${all}${'0'.repeat(point - all.length)}`;
  return `${sign}${all.slice(0, point)}.${all.slice(point)}`;
}

const timeForm =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})([.,]\d+)?(Z|[-+]\d{2}:\d{2})|[ ](\d{1,2}):(\d{1,2}):(\d{1,2})([.,]\d+)?))?$/;

/** A time in the form in which SOPS writes it, RFC 3339; undefined for what is none. */
function timeOf(text: string): string | undefined {
  const match = timeForm.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', ...rest] = match;
  const [hours, minutes, seconds, fraction] = rest[0] === undefined ? rest.slice(5) : rest;
  const zone = rest[4] === undefined || /^[-+]00:00$/.test(rest[4]) ? 'Z' : rest[4];
  const two = (part: string | undefined): string => (part ?? '0').padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  const time = `${two(hours)}:${two(minutes)}:${two(seconds)}`;
  // The calendar is Go's business: what is no day is a text.
  const there = new Date(`${date}T${time}Z`);
  if (Number.isNaN(there.getTime()) || there.toISOString().slice(0, 19) !== `${date}T${time}`)
    return undefined;
  const part = (fraction ?? '')
    .replace(',', '.')
    .slice(0, 10)
    .replace(/\.?0+$/, '');
  return `${date}T${time}${part}${zone}`;
}
