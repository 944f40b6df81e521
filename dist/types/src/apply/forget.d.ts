import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, KubeObject } from '../manifests/types.ts';
import { type Membership } from '../plan/ownership.ts';
/**
 * Stops managing an object and leaves its content: one JSON patch, guarded by resourceVersion, that drops
 * our label, our annotation and our entry of managedFields. An empty apply would wipe the object.
 */
export declare function forget(client: ClusterClient, resource: ApiResource, live: KubeObject, membership: Membership): Promise<void>;
