import type { Files } from './types.ts';
export declare const digestOf: (bytes: Uint8Array) => string;
/**
 * Files as one run of bytes, the same for the same files: of each, in the order of its path's bytes, the path,
 * NUL, the number of its bytes in decimal, NUL, and the bytes.
 */
export declare function packFiles(files: Files): Buffer;
/** @throws INTERNAL where it is not what packFiles gave, which its digest rules out */
export declare function unpackFiles(packed: Buffer): Files;
