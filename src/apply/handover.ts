import type { ClusterClient } from '../cluster/types.ts';
import { ownEntry, project } from '../manifests/fieldset.ts';
import { field, isObject } from '../manifests/json.ts';
import { placeAt } from '../manifests/place.ts';
import type { ApiResource, Json, JsonObject, KubeObject } from '../manifests/types.ts';
import { handoverManager } from '../plan/leftovers.ts';
import type { Decision } from '../plan/situation.ts';

/**
 * The ignored fields that we own are applied by another manager, who keeps them from being reset; those that
 * it holds already with them, since an apply gives up what it leaves out.
 */
export async function handOver(
  client: ClusterClient,
  resource: ApiResource,
  live: KubeObject,
  fields: Decision['handover'],
): Promise<void> {
  if (fields.length === 0) return;
  const held = ownEntry(live, handoverManager)?.fieldsV1;
  const kept: Json = isObject(held) ? project(held, live) : {};
  const all = fields.reduce<Json>((object, { path, value }) => placeAt(object, live, path, value), kept);
  const { name, namespace, uid } = live.metadata;
  const object: KubeObject = {
    ...mapOr(all),
    apiVersion: live.apiVersion,
    kind: live.kind,
    // By its uid: one that was deleted in between must not be made anew of these fields alone.
    metadata: {
      ...mapOr(field(all, 'metadata')),
      name,
      ...(namespace !== undefined && { namespace }),
      ...(uid !== undefined && { uid }),
    },
  };
  await client.apply(resource, object, { fieldManager: handoverManager });
}

const mapOr = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
