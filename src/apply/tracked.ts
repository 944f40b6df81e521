import type { ClusterClient } from '../cluster/types.ts';
import { toPlumblineError } from '../errors/error.ts';
import type { ApiResource, KubeObject } from '../manifests/types.ts';
import type { Decision } from '../plan/situation.ts';

/**
 * The live object with its owners. Of one whose managedFields are gone, an apply makes an owner up for all
 * that it finds: only the server can tell what that is, so it is asked in a dry run where something leaves Git.
 */
export async function tracked(
  client: ClusterClient,
  resource: ApiResource,
  { gone, send }: Decision,
  live: KubeObject,
): Promise<KubeObject> {
  const { managedFields: known } = live.metadata;
  if (gone === undefined || send === undefined || (Array.isArray(known) && known.length > 0)) return live;
  try {
    const { object } = await client.apply(resource, send, { dryRun: true });
    const { managedFields } = object.metadata;
    return managedFields === undefined ? live : { ...live, metadata: { ...live.metadata, managedFields } };
  } catch (thrown) {
    // What the server refuses now it will refuse again, and then it is told.
    if (toPlumblineError(thrown).code === 'INVALID') return live;
    throw thrown;
  }
}
