import type { Json } from './types.ts';
/** The value of a plain, untagged scalar. NaN and the infinities are for the caller to refuse. */
export declare function plainScalar(text: string): Json;
/** An integer in one of Go's notations, within int64 or uint64; exact, a bigint where a double would round. */
export declare function integerOf(text: string): number | bigint | undefined;
/** The field that a plain key means: `1` is "1", `yes` is "true"; undefined for those that would change unseen. */
export declare function plainKey(text: string): string | undefined;
/** How plain scalars are read: as values, and as keys (undefined refuses one). */
export interface Dialect {
    scalar(text: string): Json;
    key(text: string): string | undefined;
}
/** As the API server reads manifests. */
export declare const kubernetes: Dialect;
/** YAML 1.2's core schema, as our own configuration is read: `mode: off` is a string. */
export declare const core: Dialect;
/** The text behind !!binary, undefined where it is not base64 of one. */
export declare function decodeBase64(text: string): string | undefined;
