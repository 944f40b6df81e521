import { field, isObject } from './json.ts';
import type { ListKind, Structure } from './structure.ts';
import { metadataOnly, metadataStructure } from './structure-builtin.ts';
import type { Json, JsonObject, KubeObject } from './types.ts';

/**
 * How the lists of a custom resource merge, by the schema of one version of its CRD.
 * Source of the rules: apiextensions, `x-kubernetes-list-type`, `x-kubernetes-list-map-keys`,
 * `x-kubernetes-map-type`, `x-kubernetes-embedded-resource`.
 */
export function crdStructure(crd: KubeObject, version: string): Structure {
  const versions = field(crd, 'spec', 'versions');
  const served = Array.isArray(versions)
    ? versions.find((candidate) => field(candidate, 'name') === version)
    : undefined;
  const structure = schemaStructure(field(served, 'schema', 'openAPIV3Schema'));
  return { ...structure, fields: { ...structure?.fields, ...metadataOnly.fields } };
}

/** Undefined where nothing below merges other than by the rule for the unknown. */
function schemaStructure(schema: Json | undefined): Structure | undefined {
  if (!isObject(schema) || schema['x-kubernetes-map-type'] === 'atomic') return undefined;
  const list = listKind(schema);
  if (list === 'set') return { list };
  if (list !== undefined) {
    const items = schemaStructure(schema.items);
    return { list, ...(items !== undefined && { items }) };
  }
  const fields: Record<string, Structure> = {};
  for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
    const structure = schemaStructure(property);
    if (structure !== undefined) fields[name] = structure;
  }
  if (schema['x-kubernetes-embedded-resource'] === true) fields.metadata = metadataStructure;
  const values = schemaStructure(schema.additionalProperties);
  if (Object.keys(fields).length === 0 && values === undefined) return undefined;
  return { fields, ...(values !== undefined && { values }) };
}

/** Undefined for what is no list, and for a list that is replaced whole. */
function listKind(schema: JsonObject): ListKind | undefined {
  const type = schema['x-kubernetes-list-type'];
  if (type === 'set') return 'set';
  const keys = schema['x-kubernetes-list-map-keys'];
  if (type !== 'map' || !Array.isArray(keys)) return undefined;
  const names = keys.filter((key) => typeof key === 'string').sort();
  const defaults: JsonObject = {};
  for (const name of names) {
    const value = field(schema.items, 'properties', name, 'default');
    if (value !== undefined) defaults[name] = value;
  }
  return Object.keys(defaults).length === 0 ? { keys: names } : { keys: names, defaults };
}
