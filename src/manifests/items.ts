import { canonical, isObject, sameJson } from './json.ts';
import { keyOf, type Path } from './path.ts';
import type { Json, JsonObject } from './types.ts';

// jsoniter, which writes the tokens on the server, escapes these as encoding/json does.
const escaped = /[<>&\u2028\u2029]/;
const everyEscaped = new RegExp(escaped, 'g');

function tokenJson(value: Json): string {
  const text = canonical(value);
  if (!escaped.test(text)) return text;
  return text.replace(everyEscaped, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The token of a value in a set: `v:"x"`. */
export const valueToken = (value: Json): string => `v:${tokenJson(value)}`;

/**
 * The token of an item of a keyed list, exactly as the server writes it; key fields that the item lacks take
 * their default, or are left out. Undefined where the item has none of them: the list cannot be told by key.
 * Source of the rule: structured-merge-diff, typed/helpers.go, keyAssociativeMapItemToPathElement.
 * @param keys sorted names
 */
export function itemToken(item: Json, keys: readonly string[], defaults?: JsonObject): string | undefined {
  if (!isObject(item)) return undefined;
  let text = '';
  for (const key of keys) {
    const value = Object.hasOwn(item, key) ? item[key] : defaults?.[key];
    if (value === undefined) continue;
    text += `${text === '' ? '' : ','}"${key}":${typeof value === 'number' ? value : tokenJson(value)}`;
  }
  return text === '' ? undefined : `k:{${text}}`;
}

/** The names of all key fields that these tokens use, sorted. */
export function keyNames(tokens: readonly string[]): string[] {
  const names = new Set<string>();
  for (const token of tokens) for (const name of keyNamesOf(token)) names.add(name);
  return [...names].sort();
}

// The same few tokens come back in every object of a kind, and reading one costs as much as all else.
const known = new Map<string, string[]>();
const mostKnown = 1000;

function keyNamesOf(token: string): string[] {
  const found = known.get(token) ?? Object.keys(keyOf(token));
  if (known.size < mostKnown) known.set(token, found);
  return found;
}

// The one default among the keys of built-in lists: a manifest's port without protocol is its TCP port.
const keyDefaults: JsonObject = { protocol: 'TCP' };

/** The positions in a list that a `k:`, `v:` or `i:` token means; several where keys are duplicated. */
export function positionsOf(list: readonly Json[], token: string): number[] {
  if (token.startsWith('i:')) {
    const index = Number(token.slice(2));
    return index < list.length ? [index] : [];
  }
  if (token.startsWith('v:')) {
    return positions(list, (item) => valueToken(item) === token);
  }
  const key = Object.entries(keyOf(token));
  const exact = positions(
    list,
    (item) =>
      isObject(item) &&
      key.every(([name, value]) => Object.hasOwn(item, name) && sameJson(item[name], value)),
  );
  if (exact.length > 0) return exact;
  return positions(
    list,
    (item) =>
      isObject(item) &&
      key.some(([name]) => Object.hasOwn(item, name)) &&
      key.every(([name, value]) =>
        sameJson(Object.hasOwn(item, name) ? item[name] : keyDefaults[name], value),
      ),
  );
}

function positions(list: readonly Json[], wanted: (item: Json) => boolean): number[] {
  const found: number[] = [];
  for (let index = 0; index < list.length; index++) if (wanted(list[index] as Json)) found.push(index);
  return found;
}

/** The key or index under which a container holds what the token means; undefined where it holds nothing. */
export function slotOf(container: Json | undefined, token: string): string | number | undefined {
  if (Array.isArray(container)) return token.startsWith('f:') ? undefined : positionsOf(container, token)[0];
  if (!isObject(container) || !token.startsWith('f:')) return undefined;
  const name = token.slice(2);
  return Object.hasOwn(container, name) ? name : undefined;
}

/** The value at a slot that slotOf gave. */
export function atSlot(container: Json | undefined, slot: string | number): Json | undefined {
  if (Array.isArray(container)) return container[slot as number];
  return isObject(container) ? container[slot as string] : undefined;
}

/** The value at a path; undefined where it is absent. The first of duplicated items counts. */
export function getAt(object: Json | undefined, path: Path): Json | undefined {
  let here = object;
  for (const token of path) {
    const slot = slotOf(here, token);
    if (slot === undefined) return undefined;
    here = atSlot(here, slot);
  }
  return here;
}
