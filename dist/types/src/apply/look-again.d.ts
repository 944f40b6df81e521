import type { ClusterClient } from '../cluster/types.ts';
import type { KubeObject, ObjectId } from '../manifests/types.ts';
import type { ResourceMap } from './resources.ts';
/**
 * Reads objects that carry our label as they are now; what is gone is not in the result. Many of one kind in a
 * namespace cost one LIST, few a GET each.
 */
export declare function lookAgain(client: ClusterClient, resources: ResourceMap, ids: readonly ObjectId[], applysetId: string): Promise<Map<string, KubeObject>>;
