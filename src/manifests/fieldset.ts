import { itemToken, keyNames, valueToken } from './items.ts';
import { field, isObject } from './json.ts';
import type { Path } from './path.ts';
import { withoutOwned } from './prune.ts';
import type { Json, JsonObject, KubeObject, ManagedFieldsEntry } from './types.ts';

function entriesOf(object: KubeObject): ManagedFieldsEntry[] {
  const entries = object.metadata.managedFields;
  return Array.isArray(entries) ? entries.filter(isObject) : [];
}

// The wire form leaves an empty subresource out; an object built by hand may not.
const isOwn = (entry: ManagedFieldsEntry, manager: string): boolean =>
  entry.manager === manager && entry.operation === 'Apply' && (entry.subresource ?? '') === '';

/** The entry of what the manager applied to the object itself; those of subresources are other managers'. */
export function ownEntry(object: KubeObject, manager = 'plumbline'): ManagedFieldsEntry | undefined {
  return entriesOf(object).find((entry) => isOwn(entry, manager));
}

/** All entries but the one of ownEntry: what the same name wrote by Update or to a subresource is in them. */
export function otherEntries(object: KubeObject, manager = 'plumbline'): ManagedFieldsEntry[] {
  return entriesOf(object).filter((entry) => !isOwn(entry, manager));
}

/** The fieldsV1 of all entries of an object. */
export function fieldSets(entries: readonly ManagedFieldsEntry[]): JsonObject[] {
  return entries.map((entry) => entry.fieldsV1).filter((fields) => isObject(fields));
}

/** The tokens below a node of a field set, without the `.` of the node itself. */
export function childTokens(node: Json | undefined): string[] {
  return isObject(node) ? Object.keys(node).filter((token) => token !== '.') : [];
}

/** The paths of a set that have nothing of the set below them. */
export function leaves(fields: Json): Path[] {
  const found: Path[] = [];
  collectLeaves(fields, [], found);
  return found;
}

function collectLeaves(node: Json | undefined, path: Path, found: Path[]): void {
  const tokens = childTokens(node);
  if (tokens.length === 0 && path.length > 0) found.push(path);
  for (const token of tokens) collectLeaves(field(node, token), [...path, token], found);
}

/** Whether the set holds the path, something below it, or a leaf above it (an atomic list or map). */
export function owns(fields: Json | undefined, path: Path): boolean {
  let node = fields;
  for (const [depth, token] of path.entries()) {
    if (!isObject(node)) return false;
    if (!Object.hasOwn(node, token)) return depth > 0 && childTokens(node).length === 0;
    node = node[token];
  }
  return node !== undefined;
}

/** Whether two sets hold the same paths. */
export function sameFields(a: Json | undefined, b: Json | undefined): boolean {
  if (!isObject(a) || !isObject(b)) return isObject(a) === isObject(b);
  let size = 0;
  for (const token in a) {
    size++;
    if (!Object.hasOwn(b, token)) return false;
    const [child, other] = [a[token], b[token]];
    if (child !== other && !sameFields(child, other)) return false;
  }
  for (const _token in b) size--;
  return size === 0;
}

/** The leaves of one set that the other does not hold; a container of which only the node itself is missing is one. */
export function fieldsBeyond(fields: Json, other: Json | undefined): Path[] {
  const found: Path[] = [];
  collectBeyond(fields, other, [], found);
  return found;
}

function collectBeyond(node: Json | undefined, other: Json | undefined, path: Path, found: Path[]): void {
  if (!isObject(other)) {
    collectLeaves(node, path, found);
    return;
  }
  if (path.length > 0 && holdsItself(node) && !holdsItself(other)) found.push(path);
  for (const token of childTokens(node)) {
    collectBeyond(
      field(node, token),
      Object.hasOwn(other, token) ? other[token] : undefined,
      [...path, token],
      found,
    );
  }
}

/** Whether the node's own path is in the set, not only paths below it. */
const holdsItself = (node: Json | undefined): boolean =>
  field(node, '.') !== undefined || childTokens(node).length === 0;

/**
 * The object cut down to what the set owns: our values, our items in the object's order with their key
 * fields. Below a leaf, what other managers of the object own is left out: it is not ours. Enough to check
 * the object later without the rest of it.
 */
export function project(fields: Json, object: KubeObject): Json {
  return projected(fields, object, fieldSets(entriesOf(object))) ?? {};
}

function projected(node: Json | undefined, value: Json | undefined, others: Json[]): Json | undefined {
  const tokens = childTokens(node);
  const first = tokens[0];
  if (value === undefined) return undefined;
  if (first === undefined || first.startsWith('i:')) return withoutOwned(value, others);
  const below = (token: string): Json[] => others.flatMap((other) => field(other, token) ?? []);
  if (first.startsWith('f:')) {
    if (!isObject(value)) return field(node, '.') === undefined ? undefined : value;
    const kept: JsonObject = {};
    for (const token of tokens) {
      const name = token.slice(2);
      const child = Object.hasOwn(value, name)
        ? projected(field(node, token), value[name], below(token))
        : undefined;
      if (child !== undefined) kept[name] = child;
    }
    return kept;
  }
  if (!Array.isArray(value)) return field(node, '.') === undefined ? undefined : value;
  if (first.startsWith('v:')) return value.filter((item) => field(node, valueToken(item)) !== undefined);
  const keys = keyNames(tokens);
  return value.flatMap((item) => {
    const token = itemToken(item, keys);
    const child = token === undefined ? undefined : field(node, token);
    if (token === undefined || child === undefined || !isObject(item)) return [];
    const kept = projected(child, item, below(token));
    const named = Object.fromEntries(
      keys.flatMap((key) => (Object.hasOwn(item, key) ? [[key, item[key] as Json]] : [])),
    );
    return [isObject(kept) ? { ...named, ...kept } : named];
  });
}
