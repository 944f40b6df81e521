import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, KubeObject, Manifest } from '../manifests/types.ts';
import type { Baseline, ChunkRef, ObjectsRef, Release } from './types.ts';
/** Stores a set of manifests in chunks; a chunk that is there already is not written again. */
export declare function storeObjects(client: ClusterClient, release: Release, manifests: readonly Manifest[]): Promise<ObjectsRef>;
/** Stores the baselines; those of Secrets, and of what holds decrypted values, in Secret chunks. */
export declare function storeBaselines(client: ClusterClient, release: Release, baselines: ReadonlyMap<string, Baseline>): Promise<ChunkRef[]>;
/** The names of all chunks that the record refers to. */
export declare function referencedChunks({ object }: Pick<Release, 'object'>): Set<string>;
/**
 * Deletes the chunks that nothing in the record refers to. Only under the lease: another run's new chunks are
 * not referred to yet.
 * @param stored as listed under the same lease; default: as listed now
 */
export declare function collectChunks(client: ClusterClient, release: Release, stored?: readonly Stored[]): Promise<number>;
/**
 * Deletes all that a release stored, its key included. After its Release: a Release without its chunks could
 * not be read any more.
 */
export declare function deleteChunks(client: ClusterClient, release: Release): Promise<number>;
/** Something stored for a release: a chunk or its key, without its content. */
export interface Stored {
    resource: ApiResource;
    object: KubeObject;
}
/** All that is stored for a release, referred to or not. */
export declare function listStored(client: ClusterClient, release: Release): Promise<Stored[]>;
