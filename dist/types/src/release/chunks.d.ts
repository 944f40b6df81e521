import type { Json } from '../manifests/types.ts';
import type { ChunkRef } from './types.ts';
/** A chunk ready to be stored, and the reference to it. */
export interface Chunk {
    ref: ChunkRef;
    /** Compressed. */
    bytes: Buffer;
}
/** One entry of a chunk, on its way into it. */
export interface Entry {
    /** Canonical JSON. */
    text: string;
    /** What it is of, for people: `ConfigMap shop/web`. */
    object: string;
}
/** The limit of one chunk, compressed: a ConfigMap or Secret holds 1 MiB, and base64 is not counted there. */
export declare const maxChunkBytes: number;
/** The limit of one chunk once unpacked, against bombs. */
export declare const maxUnpackedBytes: number;
export type Hash = (bytes: Buffer) => string;
export declare const sha256: Hash;
export declare const hmac: (key: Buffer) => Hash;
/**
 * Packs entries into chunks: one JSON list each, gzip without a time stamp, at most 900 KiB. Equal entries in
 * the same order give equal chunks.
 * @throws TOO_LARGE for a single entry that does not fit
 */
export declare function packChunks(entries: readonly Entry[], kind: ChunkRef['kind'], release: string, hash: Hash): Chunk[];
/**
 * The entries of a stored chunk. The digest is checked over the very bytes that are parsed.
 * @throws RECORD_CORRUPT when the chunk is missing, damaged or another's
 */
export declare function unpackChunk(ref: ChunkRef, bytes: Buffer | undefined, hash: Hash): Json[];
/** Whether a stored chunk is what its reference says. */
export declare function isWhole(ref: ChunkRef, bytes: Buffer | undefined, hash: Hash): boolean;
/** The digest of a set of texts, whatever their order. */
export declare function setDigest(texts: readonly string[], hash: Hash): string;
export declare const isRef: (value: Json | undefined) => value is Json & ChunkRef;
