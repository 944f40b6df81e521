import type { ClusterClient } from '../cluster/types.ts';
import { isObject, sameJson } from '../manifests/json.ts';
import type { Json, JsonObject } from '../manifests/types.ts';
import { apiVersion, releaseResource } from './id.ts';
import { headOf } from './transitions.ts';
import type { Release } from './types.ts';

/** The two writers of a release's status; each owns its own fields and conditions. */
export type StatusManager = 'plumbline-apply' | 'plumbline-guard';

/**
 * Writes one writer's whole part of the status, by server-side apply: what it leaves out is dropped. A
 * condition whose status stays what it was keeps the time of its last transition.
 */
export async function writeStatus(
  client: ClusterClient,
  release: Release,
  manager: StatusManager,
  status: JsonObject,
): Promise<Release> {
  const { name, namespace } = release;
  const { conditions } = status;
  const kept = Array.isArray(conditions)
    ? { ...status, conditions: conditions.map((one) => withTime(one, release.status.conditions)) }
    : status;
  const object = {
    apiVersion,
    kind: releaseResource.kind,
    metadata: { name, namespace, uid: release.uid },
    status: kept,
  };
  const written = await client.apply(releaseResource, object, {
    fieldManager: manager,
    subresource: 'status',
  });
  return { ...release, ...headOf(written.object) };
}

function withTime(condition: Json, before: Json | undefined): Json {
  if (!isObject(condition) || !Array.isArray(before)) return condition;
  const same = before.filter(isObject).find(({ type }) => type === condition.type);
  if (same === undefined || !sameJson(same.status, condition.status)) return condition;
  return { ...condition, lastTransitionTime: same.lastTransitionTime as Json };
}

/** Whether the last apply came to its end, and all that it waited for was healthy. */
export function isReady({ status }: Pick<Release, 'status'>): boolean {
  const { conditions } = status;
  if (!Array.isArray(conditions)) return false;
  return conditions.filter(isObject).some((one) => one.type === 'Ready' && one.status === 'True');
}
