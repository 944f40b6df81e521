import type { JsonObject, KubeObject } from '../manifests/types.ts';
/** The operation by which a JSON patch fails when somebody has written to the object since. */
export declare const versionTest: ({ metadata }: KubeObject) => JsonObject;
/**
 * The JSON patch that turns one object into the other, a top-level field at a time, guarded by
 * resourceVersion. Equal values written by an update change no ownership, so whole fields do no harm.
 */
export declare function patchBetween(before: KubeObject, after: KubeObject): JsonObject[];
