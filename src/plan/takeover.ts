import { childTokens, otherEntries, ownEntry } from '../manifests/fieldset.ts';
import { union, withFields, withoutFields } from '../manifests/fieldset-edit.ts';
import { field, isObject } from '../manifests/json.ts';
import type { Path } from '../manifests/path.ts';
import { getAt, removeAt } from '../manifests/pattern.ts';
import type { Json, JsonObject, KubeObject, ManagedFieldsEntry } from '../manifests/types.ts';
import { fieldManager, isTakeover } from './leftovers.ts';
import { versionTest } from './patch.ts';

/**
 * The JSON patch that makes these fields ours and nobody else's of the takeover list, guarded by
 * resourceVersion. It changes no content: the apply that follows leaves the fields out, and so removes them.
 */
export function takeoverPatch(
  live: KubeObject,
  take: readonly Path[],
  takeover: readonly string[],
): JsonObject[] {
  const own = ownEntry(live, fieldManager) ?? {
    manager: fieldManager,
    operation: 'Apply',
    apiVersion: live.apiVersion,
    fieldsType: 'FieldsV1',
  };
  const takers = otherEntries(live, fieldManager).filter((entry) => isTakeover(entry, takeover));
  let fields = own.fieldsV1;
  for (const path of take) {
    const held = takers.map((entry) => field(entry.fieldsV1, ...path));
    fields = withFields(fields, path, union(...held));
  }
  const value: Json[] = [
    ...remaining(live, take, takeover),
    { ...own, fieldsV1: isObject(fields) ? fields : {} },
  ];
  return [versionTest(live), { op: 'add', path: '/metadata/managedFields', value }];
}

/** What the takers keep, and the entries of all others. */
function remaining(
  live: KubeObject,
  take: readonly Path[],
  takeover: readonly string[],
): ManagedFieldsEntry[] {
  return otherEntries(live, fieldManager).flatMap((entry) => {
    if (!isTakeover(entry, takeover) || !isObject(entry.fieldsV1)) return [entry];
    const fieldsV1 = take.reduce(givenUp, entry.fieldsV1);
    return Object.keys(fieldsV1).length === 0 ? [] : [{ ...entry, fieldsV1 }];
  });
}

/**
 * Without a field, and without the containers in which nothing else is held: where another manager holds an
 * empty one, the API server makes null of it.
 */
function givenUp(fields: JsonObject, path: Path): JsonObject {
  let left = withoutFields(fields, path);
  for (let depth = path.length - 1; depth > 0; depth--) {
    const container = path.slice(0, depth);
    if (childTokens(field(left, ...container)).length > 0) break;
    left = withoutFields(left, container);
  }
  return left;
}

/**
 * What applying leaves once these fields are ours: the answer to an apply that still holds them, without them
 * and without the containers that Git does not have and nobody else holds.
 */
export function withoutTaken(
  answer: KubeObject,
  live: KubeObject,
  take: readonly Path[],
  takeover: readonly string[],
  send: KubeObject,
): KubeObject {
  const others = remaining(live, take, takeover);
  const isHeld = (path: Path): boolean =>
    getAt(send, path) !== undefined ||
    others.some(({ fieldsV1 }) => field(fieldsV1, ...path, '.') !== undefined);
  let here: Json = answer;
  for (const path of take) {
    here = removeAt(here, path);
    for (let depth = path.length - 1; depth > 0; depth--) {
      const container = path.slice(0, depth);
      const value = getAt(here, container);
      const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
      if (!isEmpty || isHeld(container)) break;
      here = removeAt(here, container);
    }
  }
  return here as KubeObject;
}
