import { field, isObject, stringField } from '../manifests/json.ts';
import type { JsonObject, KubeObject } from '../manifests/types.ts';

/** A condition of the object's status. */
export function condition(object: KubeObject, type: string): JsonObject | undefined {
  const conditions = field(object, 'status', 'conditions');
  if (!Array.isArray(conditions)) return undefined;
  return conditions.filter(isObject).find((candidate) => candidate.type === type);
}

export const isTrue = (found: JsonObject | undefined): boolean => found?.status === 'True';
export const isFalse = (found: JsonObject | undefined): boolean => found?.status === 'False';

/** What a condition says: its message, else its reason, else the given text. */
export function told(found: JsonObject | undefined, otherwise: string): string {
  return stringField(found, 'message') || stringField(found, 'reason') || otherwise;
}

/** A number of the object, 0 where it is missing. */
export function count(object: KubeObject, ...path: string[]): number {
  return numberAt(object, path) ?? 0;
}

/** `spec.replicas`, 1 where it is missing. */
export const wantedReplicas = (object: KubeObject): number => numberAt(object, ['spec', 'replicas']) ?? 1;

function numberAt(object: KubeObject, path: string[]): number | undefined {
  const value = field(object, ...path);
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}
