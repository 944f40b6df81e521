import { childTokens } from './fieldset.ts';
import { isObject } from './json.ts';
import type { Path } from './path.ts';
import type { Json, JsonObject } from './types.ts';

/** Every path that any of the sets holds. */
export function union(...sets: (Json | undefined)[]): JsonObject {
  const all: JsonObject = {};
  for (const set of sets.filter((one) => isObject(one))) {
    for (const [token, child] of Object.entries(set)) all[token] = union(all[token], child);
  }
  return all;
}

/** The set with this node, and what is below it, at a path. */
export function withFields(fields: Json | undefined, path: Path, node: JsonObject): JsonObject {
  const [token, ...rest] = path;
  if (token === undefined) return union(fields, node);
  const here = isObject(fields) ? fields : {};
  return { ...here, [token]: withFields(here[token], rest, node) };
}

/** The set without a path and what is below it; a node on the way that then holds nothing goes with it. */
export function withoutFields(fields: JsonObject, path: Path): JsonObject {
  const [token, ...rest] = path;
  const child = token === undefined ? undefined : fields[token];
  if (token === undefined || !isObject(child)) return fields;
  const { [token]: _gone, ...others } = fields;
  if (rest.length === 0) return others;
  const left = withoutFields(child, rest);
  // A leaf above the path stays: it is an atomic value.
  const isEmptied = left !== child && Object.keys(left).length === 0;
  return isEmptied ? others : { ...fields, [token]: left };
}

/** The leaf of the set that the path lies in, or the path itself: of an atomic value nobody owns a part. */
export function ownedWhole(fields: Json | undefined, path: Path): Path {
  let node = fields;
  for (const [depth, token] of path.entries()) {
    if (!isObject(node)) return path;
    if (!Object.hasOwn(node, token)) {
      return depth > 0 && childTokens(node).length === 0 ? path.slice(0, depth) : path;
    }
    node = node[token];
  }
  return path;
}
