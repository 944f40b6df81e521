import { childTokens } from '../manifests/fieldset.ts';
import { itemToken, keyNames, valueToken } from '../manifests/items.ts';
import { field, isObject, sameJson } from '../manifests/json.ts';
import type { Path } from '../manifests/path.ts';
import type { Json } from '../manifests/types.ts';

/** What a comparison met. The path it hands over is reused: keep a copy. */
export interface Differences {
  /** A leaf of the set, a container or the number of equal items differs. */
  value(path: Path, was: Json | undefined, now: Json | undefined): void;
  /** Our items of a keyed list or set stand in another order: their tokens, those that both have. */
  order(path: Path, was: string[], now: string[]): void;
}

/**
 * Walks a field set over the values that it was recorded with and over those of now, and tells where they
 * differ at what the set owns. What lies beside it is not looked at: it belongs to others.
 */
export function compareOwned(fields: Json, was: Json, now: Json, found: Differences): void {
  compareNode(fields, was, now, [], found);
}

function compareNode(
  node: Json | undefined,
  was: Json | undefined,
  now: Json | undefined,
  path: string[],
  found: Differences,
): void {
  const first = firstToken(node);
  if (!isObject(node) || first === undefined || first.startsWith('i:')) {
    if (!sameJson(was, now)) found.value(path, was, now);
    return;
  }
  if (node['.'] !== undefined && !sameShape(was, now)) {
    compareShapes(node, was, now, path, found);
    return;
  }
  if (!first.startsWith('f:')) {
    compareLists(node, childTokens(node), listOr(was), listOr(now), path, found);
    return;
  }
  // Every field that we own of every object comes by here: no list is made of the tokens.
  for (const token in node) {
    if (token === '.') continue;
    const name = token.slice(2);
    const old = valueAt(was, name);
    const current = valueAt(now, name);
    if (old === current && (typeof old !== 'object' || old === null)) continue;
    path.push(token);
    compareNode(node[token], old, current, path, found);
    path.pop();
  }
}

function firstToken(node: Json | undefined): string | undefined {
  if (isObject(node)) for (const token in node) if (token !== '.') return token;
  return undefined;
}

const valueAt = (value: Json | undefined, name: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

const listOr = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** Both a map, both a list, or the same scalar. */
function sameShape(was: Json | undefined, now: Json | undefined): boolean {
  if (typeof was !== 'object' || typeof now !== 'object' || was === null || now === null)
    return sameJson(was, now);
  return Array.isArray(was) === Array.isArray(now);
}

/** A container that came or went is told by its leaves, as long as it had any of ours. */
function compareShapes(
  node: Json | undefined,
  was: Json | undefined,
  now: Json | undefined,
  path: string[],
  found: Differences,
): void {
  let told = 0;
  if (was === undefined || now === undefined) {
    const within: Differences = {
      value: (at, old, current) => {
        told++;
        found.value(at, old, current);
      },
      order: () => undefined,
    };
    const { '.': _self, ...below } = isObject(node) ? node : {};
    compareNode(below, was, now, path, within);
  }
  if (told === 0) found.value(path, was, now);
}

function compareLists(
  node: Json | undefined,
  tokens: string[],
  was: Json[],
  now: Json[],
  path: string[],
  found: Differences,
): void {
  const isSet = tokens[0]?.startsWith('v:') === true;
  const keys = isSet ? [] : keyNames(tokens);
  const tokenOf = (item: Json): string => (isSet ? valueToken(item) : (itemToken(item, keys) ?? ''));
  const old = was.map(tokenOf);
  const current = now.map(tokenOf);
  for (const token of tokens) {
    path.push(token);
    const before = itemsAt(was, old, token);
    const after = itemsAt(now, current, token);
    if (before.length !== after.length && before.length > 0 && after.length > 0) {
      found.value(path, before, after);
    } else if (isSet) {
      if (before.length !== after.length) found.value(path, before[0], after[0]);
    } else {
      const child = field(node, token);
      for (let copy = 0; copy < Math.max(before.length, after.length); copy++) {
        compareItem(child, before[copy], after[copy], path, found);
      }
    }
    path.pop();
  }
  compareOrder(tokens, old, current, path, found);
}

function compareItem(
  node: Json | undefined,
  was: Json | undefined,
  now: Json | undefined,
  path: string[],
  found: Differences,
): void {
  if (was === undefined || now === undefined) compareShapes(node, was, now, path, found);
  else compareNode(node, was, now, path, found);
}

function itemsAt(list: Json[], tokens: string[], token: string): Json[] {
  const first = tokens.indexOf(token);
  if (first < 0) return [];
  const found = [list[first] as Json];
  for (let at = tokens.indexOf(token, first + 1); at >= 0; at = tokens.indexOf(token, at + 1)) {
    found.push(list[at] as Json);
  }
  return found;
}

function compareOrder(ours: string[], was: string[], now: string[], path: Path, found: Differences): void {
  if (was.length === now.length && was.every((token, index) => token === now[index])) return;
  const common = new Set(ours.filter((token) => was.includes(token) && now.includes(token)));
  // Duplicates are compared with each other; the first of them has the place.
  const before = [...new Set(was)].filter((token) => common.has(token));
  const after = [...new Set(now)].filter((token) => common.has(token));
  if (!sameJson(before, after)) found.order(path, before, after);
}
