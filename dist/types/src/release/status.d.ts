import type { ClusterClient } from '../cluster/types.ts';
import type { JsonObject } from '../manifests/types.ts';
import type { Release } from './types.ts';
/** The two writers of a release's status; each owns its own fields and conditions. */
export type StatusManager = 'plumbline-apply' | 'plumbline-guard';
/**
 * Writes one writer's whole part of the status, by server-side apply: what it leaves out is dropped. A
 * condition whose status stays what it was keeps the time of its last transition.
 */
export declare function writeStatus(client: ClusterClient, release: Release, manager: StatusManager, status: JsonObject): Promise<Release>;
/** Whether the last apply came to its end, and all that it waited for was healthy. */
export declare function isReady({ status }: Pick<Release, 'status'>): boolean;
