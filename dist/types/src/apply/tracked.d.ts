import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, KubeObject } from '../manifests/types.ts';
import type { Decision } from '../plan/situation.ts';
/**
 * The live object with its owners. Of one whose managedFields are gone, an apply makes an owner up for all
 * that it finds: only the server can tell what that is, so it is asked in a dry run where something leaves Git.
 */
export declare function tracked(client: ClusterClient, resource: ApiResource, { gone, send }: Decision, live: KubeObject): Promise<KubeObject>;
