import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, KubeObject, Manifest } from '../manifests/types.ts';
import type { Membership } from '../plan/ownership.ts';
/**
 * What the object would be, deleted and created again: asked as a creation in a dry run, under another name,
 * since its own is taken. Undefined where the server does not take it so; that says nothing about the
 * creation under its own name.
 */
export declare function askReplacement(client: ClusterClient, resource: ApiResource, { object }: Manifest, membership: Membership): Promise<KubeObject | undefined>;
