import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, KubeObject } from '../manifests/types.ts';
export declare const secretResource: ApiResource;
export declare const keyName: (release: string) => string;
/**
 * The release's key for the digests of anything secret. FORBIDDEN surfaces.
 * @throws RECORD_CORRUPT where it is missing or damaged
 */
export declare function readKey(client: ClusterClient, release: KubeObject): Promise<Buffer>;
/** The same, made where it is absent. Of two runs that make it at once, the first one's is the key. */
export declare function ensureKey(client: ClusterClient, release: KubeObject): Promise<Buffer>;
