import type { Json, JsonObject } from './types.ts';

// 16 digits are the shortest integer that a double may round; most texts have none, and are spared the
// reviver, which costs ten times the parsing. Within a text a number stands behind one of these signs, which
// spares those too that have as many digits in a string only: hex digests, of which one in a hundred has.
const mayHoldBigInteger = /[:,[\s-]\d{16}/;
const isNumber = /^\d/;
const integer = /^-?\d+$/;

// The reviver's third argument is in Node since 21 and not yet in TypeScript's library.
const parseWithSource = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
) => unknown;

/**
 * JSON.parse that keeps every integer exact: one that a double cannot hold becomes a bigint.
 * @throws SyntaxError as JSON.parse does
 */
export function parseJson(text: string): Json {
  if (!mayHoldBigInteger.test(text) && !isNumber.test(text)) return JSON.parse(text) as Json;
  return parseWithSource(text, (_key, value, context) => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    return context.source !== undefined && integer.test(context.source) ? BigInt(context.source) : value;
  }) as Json;
}

// JSON.rawJSON is in Node since 22 and not yet in TypeScript's library.
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/** JSON.stringify that writes bigints as integers. */
export function stringifyJson(value: Json, indent?: number): string {
  try {
    return JSON.stringify(value, undefined, indent);
  } catch (thrown) {
    // It refuses bigints, which few objects have: the others are spared a call for each value.
    if (!(thrown instanceof TypeError)) throw thrown;
    const exact = (_key: string, inner: unknown): unknown =>
      typeof inner === 'bigint' ? rawJSON(inner.toString()) : inner;
    return JSON.stringify(value, exact, indent);
  }
}

/** One text for equal values: keys sorted by code unit, no white space. */
export function canonical(value: Json): string {
  // What was read from a canonical text mostly still is: a quarter of the time.
  return isSorted(value) ? JSON.stringify(value) : sorted(value);
}

const texts = new WeakMap<JsonObject, string>();

/** The same, remembered as long as the object: of manifests, whose text is wanted more than once. It must not be changed. */
export function canonicalOnce(object: JsonObject): string {
  const text = texts.get(object) ?? canonical(object);
  texts.set(object, text);
  return text;
}

function sorted(value: Json): string {
  if (value === null || typeof value !== 'object') {
    return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${sorted(value[key] as Json)}`);
  return `{${fields.join(',')}}`;
}

/** Whether JSON.stringify writes it canonically. Keys that are numbers it writes first, wherever they were set. */
function isSorted(value: Json): boolean {
  if (value === null || typeof value !== 'object') return typeof value !== 'bigint';
  if (Array.isArray(value)) return value.every(isSorted);
  let last = '';
  for (const key in value) {
    if (key < last || !isSorted(value[key] as Json)) return false;
    last = key;
  }
  return true;
}

/** Deep equality of two values, either of which may be absent. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a === null || b === null) return false;
  if (typeof a !== 'object' || typeof b !== 'object') {
    // 1 and 1n are the same JSON.
    return typeof a === 'bigint' || typeof b === 'bigint'
      ? String(a) === String(b) && typeof a !== 'string' && typeof b !== 'string'
      : false;
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => sameJson(item, b[index]));
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]));
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a chain of field names, undefined where any of them is missing. */
export function field(value: Json | undefined, ...names: string[]): Json | undefined {
  let here = value;
  for (const name of names) {
    if (!isObject(here) || !Object.hasOwn(here, name)) return undefined;
    here = here[name];
  }
  return here;
}

/** The same at a path of field names and indexes. */
export function valueAt(value: Json | undefined, path: readonly (string | number)[]): Json | undefined {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, Json>)[step];
  }
  return here;
}

export function stringField(value: Json | undefined, ...names: string[]): string | undefined {
  const found = field(value, ...names);
  return typeof found === 'string' ? found : undefined;
}
