import { positionsOf } from './items.ts';
import { isObject } from './json.ts';
import type { Json } from './types.ts';

const hasChildren = (node: Json): boolean =>
  isObject(node) && Object.keys(node).some((token) => token !== '.');

/**
 * The value without what the given field sets own below it. Where anyone owns something below a node, the
 * node is granular, and what they own there is theirs: two managers of one map do not disturb each other.
 * @param sets the managers' nodes at the value's own path
 */
export function withoutOwned(value: Json, sets: readonly Json[]): Json {
  const deeper = sets.filter(hasChildren);
  if (deeper.length === 0 || value === null || typeof value !== 'object') return value;
  const below = new Map<string, Json[]>();
  for (const node of deeper) {
    if (!isObject(node)) continue;
    for (const [token, child] of Object.entries(node)) {
      if (token === '.') continue;
      const children = below.get(token);
      if (children === undefined) below.set(token, [child]);
      else children.push(child);
    }
  }
  return Array.isArray(value) ? listWithout(value, below) : mapWithout(value, below);
}

function listWithout(list: Json[], below: Map<string, Json[]>): Json[] {
  const kept = new Map(list.entries());
  for (const [token, nodes] of below) {
    if (token.startsWith('f:')) continue;
    for (const index of positionsOf(list, token)) {
      const rest = remainder(list[index] as Json, nodes);
      if (rest === undefined) kept.delete(index);
      else kept.set(index, rest);
    }
  }
  return [...kept.values()];
}

function mapWithout(map: Record<string, Json>, below: Map<string, Json[]>): Json {
  const kept = { ...map };
  for (const [token, nodes] of below) {
    const name = token.slice(2);
    if (!token.startsWith('f:') || !Object.hasOwn(map, name)) continue;
    const rest = remainder(map[name] as Json, nodes);
    if (rest === undefined) delete kept[name];
    else kept[name] = rest;
  }
  return kept;
}

/** What is left of an owned child: nothing where it is owned whole, or all that is in it is owned. */
function remainder(value: Json, nodes: Json[]): Json | undefined {
  if (!nodes.some(hasChildren)) return undefined;
  const rest = withoutOwned(value, nodes);
  const isEmpty = rest !== null && typeof rest === 'object' && Object.keys(rest).length === 0;
  return isEmpty ? undefined : rest;
}
