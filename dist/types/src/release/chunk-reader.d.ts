import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, Json, KubeObject } from '../manifests/types.ts';
import type { ChunkRef } from './types.ts';
export declare const chunkResource: (kind: ChunkRef['kind']) => ApiResource;
/** What reading chunks gives: those in Secrets may be closed to the login. */
export interface ReadChunks {
    entries: Json[];
    secretsReadable: boolean;
}
/** Reads the chunks of one release, all of a set at once. */
export declare class ChunkReader {
    #private;
    /** The names of the chunks that were read and found whole. */
    readonly intact: Set<string>;
    constructor(client: ClusterClient, release: KubeObject);
    /** @throws RECORD_CORRUPT unless `tolerant`, which leaves damaged chunks out */
    read(refs: readonly ChunkRef[], { tolerant }?: {
        tolerant?: boolean | undefined;
    }): Promise<ReadChunks>;
}
/** The compressed bytes that a stored chunk holds. */
export declare function bytesOf(chunk: KubeObject | undefined, kind: ChunkRef['kind']): Buffer | undefined;
