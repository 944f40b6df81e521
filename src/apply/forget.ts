import type { ClusterClient } from '../cluster/types.ts';
import { isObject } from '../manifests/json.ts';
import type { ApiResource, JsonObject, KubeObject } from '../manifests/types.ts';
import { fieldManager, handoverManager } from '../plan/leftovers.ts';
import { isMember, type Membership, partOfLabel, releaseAnnotation } from '../plan/ownership.ts';
import { versionTest } from '../plan/patch.ts';
import { guardedPatch } from './guarded-patch.ts';

/**
 * Stops managing an object and leaves its content: one JSON patch, guarded by resourceVersion, that drops
 * our label, our annotation and our entry of managedFields. An empty apply would wipe the object.
 */
export async function forget(
  client: ClusterClient,
  resource: ApiResource,
  live: KubeObject,
  membership: Membership,
): Promise<void> {
  await guardedPatch(client, resource, live, handoverManager, (now) =>
    isMember(now, membership) ? [versionTest(now), ...withdrawal(now)] : [],
  );
}

function withdrawal({ metadata }: KubeObject): JsonObject[] {
  const entries = (Array.isArray(metadata.managedFields) ? metadata.managedFields : []) as JsonObject[];
  const others = entries.filter((entry) => entry.manager !== fieldManager || entry.operation !== 'Apply');
  const patch: JsonObject[] = [{ op: 'remove', path: `/metadata/labels/${pointer(partOfLabel)}` }];
  if (isObject(metadata.annotations) && Object.hasOwn(metadata.annotations, releaseAnnotation)) {
    patch.push({ op: 'remove', path: `/metadata/annotations/${pointer(releaseAnnotation)}` });
  }
  // An empty list is right where only ours was: the server then keeps none.
  if (others.length < entries.length) {
    patch.push({ op: 'replace', path: '/metadata/managedFields', value: others });
  }
  return patch;
}

const pointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
