import { itemToken, valueToken } from './items.ts';
import { isObject } from './json.ts';
import { isKeyField, type Path } from './path.ts';
import { hasKeys, type Pattern, type Step, stepMatches } from './pattern.ts';
import { fieldStructure, listKeys, type Structure } from './structure.ts';
import type { Json, JsonObject } from './types.ts';

export interface Removed {
  path: Path;
  value: Json;
}

// What an object is found by; no pattern takes it away.
const identity = new Set([
  'f:apiVersion',
  'f:kind',
  'f:metadata',
  'f:metadata\0f:name',
  'f:metadata\0f:namespace',
]);

/**
 * A copy of the object without what the patterns mean, and what that was, by key. What lies around it stays,
 * be it an empty map or an item of which only its keys are left: whoever owns a field in it does not hold it,
 * so to apply without it would be to take it away with all that others have put there. A list emptied so goes.
 * Key fields and the identity of the object stay; the items of an atomic or unkeyed list keep their places. To
 * tell a path in an unkeyed list, the keys of the pattern or the position are taken.
 * @param at the path at which the value stands, where it is only a part of an object
 */
export function removeMatching<T extends Json>(
  object: T,
  patterns: readonly Pattern[],
  structure?: Structure,
  at: Path = [],
): { object: T; removed: Removed[] } {
  const removed: Removed[] = [];
  const remaining = patterns.map(({ steps }) => steps).filter((steps) => steps.length > at.length);
  const below = remaining
    .filter((steps) => at.every((token, index) => stepMatches(steps[index] as Step, token)))
    .map((steps) => steps.slice(at.length));
  const left = below.length === 0 ? object : without(object, below, structure, at, removed);
  return { object: (left ?? []) as T, removed };
}

type Steps = readonly Step[];

/** The value without what the steps mean below it; undefined for a list of which nothing is left. */
function without(
  value: Json,
  patterns: readonly Steps[],
  structure: Structure | undefined,
  path: Path,
  removed: Removed[],
): Json | undefined {
  if (isObject(value)) return mapWithout(value, patterns, structure, path, removed);
  if (!Array.isArray(value)) return value;
  const before = removed.length;
  const left = listWithout(value, patterns, structure, path, removed);
  return removed.length > before && left.length === 0 && path.length > 0 ? undefined : left;
}

function mapWithout(
  map: JsonObject,
  patterns: readonly Steps[],
  structure: Structure | undefined,
  path: Path,
  removed: Removed[],
): JsonObject {
  const left: JsonObject = {};
  for (const [name, value] of Object.entries(map)) {
    const token = `f:${name}`;
    const here = [...path, token];
    const kept = child(
      value,
      next(patterns, (step) => stepMatches(step, token)),
      fieldStructure(structure, name),
      here,
      removed,
    );
    if (kept !== undefined) left[name] = kept;
  }
  return left;
}

function listWithout(
  list: Json[],
  patterns: readonly Steps[],
  structure: Structure | undefined,
  path: Path,
  removed: Removed[],
): Json[] {
  const keyed = listKeys(structure);
  return list.flatMap((item, index) => {
    const token = keyed === undefined ? undefined : itemToken(item, keyed.keys, keyed.defaults);
    const byValue = structure?.list === 'set' || !isObject(item) ? valueToken(item) : undefined;
    const means = (step: Step): boolean =>
      stepMatches(step, `i:${index}`) ||
      (token !== undefined && stepMatches(step, token)) ||
      (byValue !== undefined && stepMatches(step, byValue)) ||
      ('keys' in step && hasKeys(item, step.keys));
    const steps = next(patterns, means);
    const here = [...path, token ?? byValue ?? namedBy(patterns, item) ?? `i:${index}`];
    const kept = child(item, steps, structure?.items, here, removed);
    return kept === undefined ? [] : [kept];
  });
}

/** The steps left of the patterns whose first step means this child. */
function next(patterns: readonly Steps[], means: (step: Step) => boolean): Steps[] {
  return patterns.filter(([first]) => first !== undefined && means(first)).map((steps) => steps.slice(1));
}

/** In a list without known keys, an item is told by the keys that the pattern names it by. */
function namedBy(patterns: readonly Steps[], item: Json): string | undefined {
  for (const [step] of patterns) {
    if (step === undefined || !('keys' in step) || !hasKeys(item, step.keys)) continue;
    return itemToken(item, step.keys.map(([name]) => name).sort());
  }
  return undefined;
}

function child(
  value: Json,
  patterns: readonly Steps[],
  structure: Structure | undefined,
  path: Path,
  removed: Removed[],
): Json | undefined {
  if (patterns.length === 0) return value;
  const isWhole = patterns.some((steps) => steps.length === 0);
  if (!isWhole) return without(value, patterns, structure, path, removed);
  if (isKeyField(path) || identity.has(path.slice(0, 2).join('\0'))) {
    // Of metadata, all but the identity.
    if (path.length > 1 || path[0] !== 'f:metadata') return value;
    return without(value, [[{ any: true }]], structure, path, removed);
  }
  removed.push({ path, value });
  return undefined;
}
