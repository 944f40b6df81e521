import type { ErrorView } from '../errors/error.ts';
import type { Finding } from '../plan/types.ts';
/** What can be told of a target's manifests without a cluster. */
export interface TargetValidation {
    target: string;
    /** Objects without a mistake. */
    objects: number;
    /** Every mistake, at its place. */
    errors: ErrorView[];
    /** Warnings and notes. */
    findings: Finding[];
}
