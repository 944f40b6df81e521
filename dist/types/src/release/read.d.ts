import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, JsonObject, KubeObject, Manifest } from '../manifests/types.ts';
import type { ChunkRef, ObjectsRef, Release } from './types.ts';
/** The version of the format that is written; it and the one before it are read. */
export declare const format = 1;
export interface ReleaseName {
    name: string;
    namespace: string;
}
export interface ReadOptions {
    /** Told the recorded resources and namespaces as soon as the Release itself is read, before its chunks. */
    onHead?(resources: ApiResource[]): void;
}
/**
 * Reads a release with its manifests and baselines; undefined where there is none, or no CRD. A login that
 * may not read Secrets gets everything else.
 * @throws FORMAT_TOO_NEW, RECORD_CORRUPT
 */
export declare function readRelease(client: ClusterClient, { name, namespace }: ReleaseName, options?: ReadOptions): Promise<Release | undefined>;
/** The resourceVersion of a release now: whether it has moved since it was read. */
export declare function readVersion(client: ClusterClient, { name, namespace }: ReleaseName): Promise<string | undefined>;
/** The releases of the cluster, or of a namespace, without their chunks; none where the CRD is absent. */
export declare function listReleases(client: ClusterClient, namespace?: string): Promise<KubeObject[]>;
/** A Release as the server gave it, with its chunks read and checked. */
export declare function openRelease(client: ClusterClient, object: KubeObject, options?: ReadOptions): Promise<Release>;
/** The manifests of one revision of the history, its envelope checked. @throws RECORD_CORRUPT */
export declare function readObjects(client: ClusterClient, release: Release, objects: ObjectsRef): Promise<Manifest[]>;
/** A Release without what its chunks hold. */
export declare function bareRelease(object: KubeObject): Release;
export declare function baselineRefs(status: JsonObject): ChunkRef[];
