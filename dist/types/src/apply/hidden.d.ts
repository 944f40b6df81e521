import type { ClusterClient } from '../cluster/types.ts';
import type { Manifest } from '../manifests/types.ts';
/** Keeps what the server says of objects with decrypted values from repeating them. */
export declare function hideSensitive(clients: readonly ClusterClient[], manifests: readonly Manifest[]): void;
