import { itemToken } from '../../src/manifests/items.ts';
import { isObject } from '../../src/manifests/json.ts';
import type { Json, JsonObject, KubeObject, ManagedFieldsEntry } from '../../src/manifests/types.ts';

/** Lists of mappings that have a name are keyed by it, as containers are; all other lists are whole. */
const keys = ['name'];
const isKeyed = (list: Json[]): boolean =>
  list.length > 0 && list.every((item) => isObject(item) && Object.hasOwn(item, 'name'));

/** Mappings that the API server tracks as such, beside what is in them. */
const maps = new Set(['labels', 'annotations', 'data', 'stringData', 'matchLabels']);
/** Of the object itself, not of whoever applies it. */
const identity = new Set([
  'apiVersion',
  'kind',
  'name',
  'namespace',
  'managedFields',
  'uid',
  'resourceVersion',
]);

/** The set of fields that applying this object makes one's own, in the form of managedFields. */
export function fieldSet(object: JsonObject): JsonObject {
  const { metadata, ...rest } = object;
  const top = Object.entries(rest).filter(([name]) => !identity.has(name) && name !== 'status');
  const meta = isObject(metadata) ? Object.entries(metadata).filter(([name]) => !identity.has(name)) : [];
  return {
    ...(meta.length > 0 && { 'f:metadata': fieldsOf(meta) }),
    ...fieldsOf(top),
  };
}

const fieldsOf = (entries: [string, Json][]): JsonObject =>
  Object.fromEntries(entries.map(([name, value]) => [`f:${name}`, node(value, maps.has(name))]));

function node(value: Json, isMap = false): JsonObject {
  if (isObject(value)) return { ...(isMap && { '.': {} }), ...fieldsOf(Object.entries(value)) };
  if (!Array.isArray(value) || !isKeyed(value)) return {};
  return Object.fromEntries(
    value.map((item) => [
      itemToken(item, keys) ?? '',
      { '.': {}, ...fieldsOf(Object.entries(item as JsonObject)) },
    ]),
  );
}

/** An entry of managedFields. */
export function entry(manager: string, fieldsV1: JsonObject, more: JsonObject = {}): ManagedFieldsEntry {
  return {
    manager,
    operation: manager === 'plumbline' ? 'Apply' : 'Update',
    apiVersion: 'v1',
    time: '2026-11-20T10:00:00Z',
    fieldsType: 'FieldsV1',
    fieldsV1,
    ...more,
  };
}

/** The object as the server gives it after `plumbline` has applied it: nothing defaulted, nothing beside it. */
export function answerTo(object: KubeObject, more: JsonObject = {}): KubeObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      uid: `uid-of-${object.metadata.name}`,
      resourceVersion: '100',
      managedFields: [entry('plumbline', fieldSet(object), { apiVersion: object.apiVersion })],
      ...more,
    },
  };
}

/** The same object, in which somebody else owns more. */
export function alsoOwned(live: KubeObject, ...entries: ManagedFieldsEntry[]): KubeObject {
  const own = live.metadata.managedFields as ManagedFieldsEntry[];
  return { ...live, metadata: { ...live.metadata, managedFields: [...own, ...entries] } };
}
