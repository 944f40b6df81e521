import { stringField } from './json.ts';
import type { JsonObject, KubeObject, ObjectId } from './types.ts';

/** The group of an apiVersion: '' for `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The version of an apiVersion: `v1` for `apps/v1`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

export function apiVersionOf(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}

export function idOf(object: KubeObject): ObjectId {
  const { namespace, name } = object.metadata;
  return {
    group: groupOf(object.apiVersion),
    kind: object.kind,
    name,
    ...(typeof namespace === 'string' && namespace !== '' && { namespace }),
  };
}

/** `Kind.group`, the form of the ApplySet annotations; `Secret` for the core group. */
export function kindKey(id: { group: string; kind: string }): string {
  return id.group === '' ? id.kind : `${id.kind}.${id.group}`;
}

/** A key that is unique per object: `Deployment.apps/shop/web`, `Namespace//shop`. */
export function idKey(id: ObjectId): string {
  return `${kindKey(id)}/${id.namespace ?? ''}/${id.name}`;
}

/** For people: `Deployment shop/web`, `Namespace shop`. */
export function displayId(id: ObjectId): string {
  return id.namespace === undefined ? `${id.kind} ${id.name}` : `${id.kind} ${id.namespace}/${id.name}`;
}

/** The entry of allowDestroy and adopt that names this object: `PersistentVolumeClaim/shop/uploads`. */
export function consentEntry(id: ObjectId): string {
  return id.namespace === undefined ? `${id.kind}/${id.name}` : `${id.kind}/${id.namespace}/${id.name}`;
}

/** A map of strings such as labels, whatever the object holds there. */
export function stringMap(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const entries = Object.entries(value as JsonObject).filter(([, text]) => typeof text === 'string');
  return Object.fromEntries(entries) as Record<string, string>;
}

/** One label; undefined where the object has none of this name. */
export const labelOf = (object: KubeObject, name: string): string | undefined =>
  stringField(object.metadata.labels, name);
/** One annotation; undefined where the object has none of this name. */
export const annotationOf = (object: KubeObject, name: string): string | undefined =>
  stringField(object.metadata.annotations, name);
export const labelsOf = (object: KubeObject): Record<string, string> => stringMap(object.metadata.labels);
export const annotationsOf = (object: KubeObject): Record<string, string> =>
  stringMap(object.metadata.annotations);
