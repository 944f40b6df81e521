import type { PlumblineError } from '../errors/error.ts';
import { Texts } from '../manifests/position.ts';
import type { Manifest } from '../manifests/types.ts';
import type { Finding } from '../plan/types.ts';
export interface ValidationOptions {
    /** The files' texts, for exact places; without them, places are lines of documents. */
    texts?: Texts;
    /** Minor version of the cluster meant, `1.34`. Without it a removed API version is only a warning. */
    kubernetesVersion?: string;
}
export interface Validation {
    /** Warnings and notes. */
    findings: Finding[];
    /** What the API server would refuse, code MANIFEST_INVALID. */
    errors: PlumblineError[];
}
/** What can be told of manifests without a cluster and without schemas. */
export declare function validateManifests(manifests: readonly Manifest[], options?: ValidationOptions): Validation;
