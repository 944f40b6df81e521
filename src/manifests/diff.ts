import { itemToken, valueToken } from './items.ts';
import { isObject, sameJson } from './json.ts';
import { keyOf, type Path } from './path.ts';
import { fieldStructure, listKeys, type Structure } from './structure.ts';
import type { Json, JsonObject } from './types.ts';

/** One place where two values differ. A missing property means absent there; null is a value. */
export interface FieldDiff {
  path: Path;
  before?: Json;
  after?: Json;
  /** Not the list differs but the order of its items: `before` and `after` are sequences of their keys. */
  order?: true;
}

/**
 * The smallest fields in which two values differ, in the order of their names. Lists that the structure
 * keys are compared item by item, sets value by value, all others whole; so is a list with duplicate keys.
 * What is added or removed is given leaf by leaf, key fields of items included. Where the common items of
 * a keyed list or set stand in another order, the list itself is an entry with both sequences of keys.
 */
export function diffFields(
  before: Json | undefined,
  after: Json | undefined,
  structure: Structure | undefined,
): FieldDiff[] {
  const found: FieldDiff[] = [];
  compare(before, after, structure, [], found);
  return found;
}

function compare(
  before: Json | undefined,
  after: Json | undefined,
  structure: Structure | undefined,
  path: Path,
  found: FieldDiff[],
): void {
  if (before === after) return;
  const maps = mapsOf(before, after, path);
  if (maps !== undefined) {
    compareMaps(...maps, structure, path, found);
    return;
  }
  const [old, now] = [itemsOf(before ?? [], structure), itemsOf(after ?? [], structure)];
  // An empty list is a value of its own beside a filled one, as an empty map is.
  const isExpanded = (before === undefined || old?.size) && (after === undefined || now?.size);
  if (isExpanded && old !== undefined && now !== undefined && old.size + now.size > 0) {
    compareItems(old, now, structure, path, found);
  } else if (!sameJson(before, after)) {
    found.push(entry(path, before, after));
  }
}

/** Both sides as maps to be compared name by name; the whole document is one even when it is empty. */
function mapsOf(
  before: Json | undefined,
  after: Json | undefined,
  path: Path,
): [JsonObject, JsonObject] | undefined {
  const isMap = path.length === 0 ? isObject : isFilledMap;
  const [old, now] = [before === undefined ? {} : before, after === undefined ? {} : after];
  if (!isObject(old) || !isObject(now)) return undefined;
  return (before === undefined || isMap(old)) && (after === undefined || isMap(now)) ? [old, now] : undefined;
}

const isFilledMap = (value: JsonObject): boolean => {
  for (const _name in value) return true;
  return false;
};

function entry(path: Path, before: Json | undefined, after: Json | undefined): FieldDiff {
  return { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function compareMaps(
  before: JsonObject,
  after: JsonObject,
  structure: Structure | undefined,
  path: Path,
  found: FieldDiff[],
): void {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const name of [...names].sort()) {
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    const now = Object.hasOwn(after, name) ? after[name] : undefined;
    if (old !== now) compare(old, now, fieldStructure(structure, name), [...path, `f:${name}`], found);
  }
}

/** The items by token, in order; undefined where they cannot be told apart by key or value. */
function itemsOf(list: Json, structure: Structure | undefined): Map<string, Json> | undefined {
  if (!Array.isArray(list)) return undefined;
  const keyed = listKeys(structure);
  if (keyed === undefined && structure?.list !== 'set') return undefined;
  const items = new Map<string, Json>();
  for (const item of list) {
    const token = keyed === undefined ? valueToken(item) : itemToken(item, keyed.keys, keyed.defaults);
    if (token === undefined || items.has(token)) return undefined;
    items.set(token, item);
  }
  return items;
}

function compareItems(
  before: Map<string, Json>,
  after: Map<string, Json>,
  structure: Structure | undefined,
  path: Path,
  found: FieldDiff[],
): void {
  const old = [...before.keys()].filter((token) => after.has(token));
  const now = [...after.keys()].filter((token) => before.has(token));
  if (!sameJson(old, now)) {
    found.push({ ...entry(path, old.map(keyValue), now.map(keyValue)), order: true });
  }
  for (const token of new Set([...before.keys(), ...after.keys()])) {
    compare(before.get(token), after.get(token), structure?.items, [...path, token], found);
  }
}

/** What stands for an item in a sequence: the value of its only key, or all its keys; of a set the value. */
function keyValue(token: string): Json {
  if (token.startsWith('v:')) return JSON.parse(token.slice(2)) as Json;
  const values = Object.values(keyOf(token));
  return values.length === 1 ? (values[0] as Json) : keyOf(token);
}
