import type { JsonObject } from './types.ts';

/**
 * How the values at one place merge. What is not described is taken as the API server takes it where a
 * schema says nothing: maps field by field, lists whole.
 */
export interface Structure {
  /** Of a map: by field. */
  fields?: Record<string, Structure>;
  /** Of a map: of every field that `fields` does not name. */
  values?: Structure;
  /** Of a list: of its items. */
  items?: Structure;
  list?: ListKind;
}

export type ListKind = { keys: string[]; defaults?: JsonObject } | 'set' | 'atomic';

/** The structure of a map's field. */
export function fieldStructure(structure: Structure | undefined, name: string): Structure | undefined {
  const { fields, values } = structure ?? {};
  return fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : values;
}

/** The key fields and their defaults, where the list is a keyed one. */
export function listKeys(
  structure: Structure | undefined,
): { keys: string[]; defaults?: JsonObject } | undefined {
  return typeof structure?.list === 'object' ? structure.list : undefined;
}

/** One structure that knows what any of them knows; where they disagree, the first counts. */
export function mergeStructures(...structures: (Structure | undefined)[]): Structure | undefined {
  const known = structures.filter((structure) => structure !== undefined);
  const [first, ...others] = known;
  return first === undefined ? undefined : others.reduce(merged, first);
}

function merged(a: Structure, b: Structure): Structure {
  if (a === b) return a;
  const fields = mergedFields(a.fields, b.fields);
  const values = mergeStructures(a.values, b.values);
  const items = mergeStructures(a.items, b.items);
  const list = a.list ?? b.list;
  return {
    ...(fields !== undefined && { fields }),
    ...(values !== undefined && { values }),
    ...(items !== undefined && { items }),
    ...(list !== undefined && { list }),
  };
}

function mergedFields(
  a: Record<string, Structure> | undefined,
  b: Record<string, Structure> | undefined,
): Record<string, Structure> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const all: Record<string, Structure> = { ...b, ...a };
  for (const [name, structure] of Object.entries(b)) {
    const own = a[name];
    if (own !== undefined) all[name] = merged(own, structure);
  }
  return all;
}

export { builtinStructure } from './structure-builtin.ts';
export { crdStructure } from './structure-crd.ts';
export { fieldsStructure } from './structure-fields.ts';
