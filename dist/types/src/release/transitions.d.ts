import type { ClusterClient } from '../cluster/types.ts';
import type { KubeObject, Manifest } from '../manifests/types.ts';
import { type ReleaseName } from './read.ts';
import type { PendingRevision, Release, ReleaseSource, Tombstone } from './types.ts';
/** Makes an empty Release; one that somebody else makes at the same time is taken as it is. */
export declare function createRelease(client: ClusterClient, { name, namespace }: ReleaseName): Promise<Release>;
export type NewPending = Omit<PendingRevision, 'envelope'> & {
    manifests: Manifest[];
};
/** Begins a revision: from here on a dead run can be taken up. */
export declare function setPending(client: ClusterClient, release: Release, begun: NewPending): Promise<Release>;
/** Notes how an apply ended before its end. */
export declare function setPhase(client: ClusterClient, release: Release, phase: PendingRevision['phase'], message: string): Promise<Release>;
/** One compare-and-swap: pending becomes current, current goes to the history, the newest commit moves on. */
export declare function promote(client: ClusterClient, release: Release): Promise<Release>;
/** The same objects from another commit: a newer one, or in a rollback an older one. */
export declare function recordCommit(client: ClusterClient, release: Release, source: ReleaseSource, isRollback?: boolean): Promise<Release>;
/**
 * Keeps only the tombstones that are not gone yet, and the resources of what is left. The set they left is the
 * same, so the envelope is renewed.
 */
export declare function dropTombstones(client: ClusterClient, release: Release, remaining: Tombstone[]): Promise<Release>;
/** What every answer of the server renews. */
export declare function headOf(object: KubeObject): Pick<Release, 'object' | 'resourceVersion' | 'annotations' | 'status'>;
