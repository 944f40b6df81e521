import type { KubeObject } from './types.ts';
/** The fields that normalise drops and that say the manifest was copied from a cluster. */
export declare function serverFields({ metadata, status }: KubeObject): string[];
/**
 * The manifest as it is sent: what only the server writes is left out, and what server-side apply would not
 * converge on is written as the server keeps it. Idempotent; every other field stays exactly as it is.
 */
export declare function normalise(object: KubeObject): KubeObject;
/** As Go's encoding/json reads bytes: the standard alphabet, padded, line breaks ignored. */
export declare function isBase64(text: string): boolean;
/** Where the pod spec of a workload stands, undefined for other kinds. */
export declare function podSpecPath({ apiVersion, kind }: KubeObject): string[] | undefined;
