import pMap from 'p-map';
import type { ClusterClient } from '../cluster/types.ts';
import { toPlumblineError } from '../errors/error.ts';
import { idKey, idOf, kindKey } from '../manifests/identity.ts';
import type { ApiResource, KubeObject, ObjectId } from '../manifests/types.ts';
import { partOfLabel } from '../plan/ownership.ts';
import { concurrency } from './context.ts';
import type { ResourceMap } from './resources.ts';

// From here on one LIST is cheaper than a GET each.
const many = 8;

/**
 * Reads objects that carry our label as they are now; what is gone is not in the result. Many of one kind in a
 * namespace cost one LIST, few a GET each.
 */
export async function lookAgain(
  client: ClusterClient,
  resources: ResourceMap,
  ids: readonly ObjectId[],
  applysetId: string,
): Promise<Map<string, KubeObject>> {
  const groups = Map.groupBy(ids, (id) => `${kindKey(id)}/${id.namespace ?? ''}`);
  const found = await pMap(
    groups.values(),
    async (group) => {
      const resource = resources.ofId(group[0] as ObjectId);
      if (resource === undefined) return [];
      const listed = group.length < many ? undefined : await list(client, resource, group, applysetId);
      return listed ?? (await pMap(group, (id) => client.get(resource, id), { concurrency }));
    },
    { concurrency },
  );
  const objects = found.flat().filter((object) => object !== undefined);
  return new Map(objects.map((object) => [idKey(idOf(object)), object]));
}

/** @returns undefined where the login may not list them */
async function list(
  client: ClusterClient,
  resource: ApiResource,
  [first]: readonly ObjectId[],
  applysetId: string,
): Promise<KubeObject[] | undefined> {
  const namespace = first?.namespace;
  try {
    const labelSelector = `${partOfLabel}=${applysetId}`;
    const options = { labelSelector, ...(namespace !== undefined && { namespace }) };
    return (await client.list(resource, options)).items;
  } catch (thrown) {
    if (toPlumblineError(thrown).code === 'FORBIDDEN') return undefined;
    throw thrown;
  }
}
