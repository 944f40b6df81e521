import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, KubeObject } from '../manifests/types.ts';
import type { Decision } from '../plan/situation.ts';
/**
 * The ignored fields that we own are applied by another manager, who keeps them from being reset; those that
 * it holds already with them, since an apply gives up what it leaves out.
 */
export declare function handOver(client: ClusterClient, resource: ApiResource, live: KubeObject, fields: Decision['handover']): Promise<void>;
