import type { Path } from '../manifests/path.ts';
import type { ObjectId } from '../manifests/types.ts';
import type { Author, FieldChange } from '../plan/types.ts';
/** What one look at an object against its baseline says, before any dry run. */
export type Verdict = 'clean' | 'missing' | 'recreated' | 'drift' | 'order' | 'foreign-apply' | 'ownership-lost' | 'terminating' | 'no-baseline';
export interface Check {
    verdict: Verdict;
    /** Our fields whose values differ, and lists of ours whose keys stand in another order. */
    paths: Path[];
    /** Those of the paths where only the order differs. */
    orders?: Path[];
}
/** How a drifted object stands, for people and for the guard. */
export type DriftState = 'drifted' | 'missing' | 'data-lost' | 'needs-apply' | 'ownership-lost' | 'terminating' | 'unknown' | 'ignored';
export interface ObjectDrift {
    id: ObjectId;
    apiVersion: string;
    state: DriftState;
    fields: FieldChange[];
    by?: Author;
    reason?: string;
    /** After `--revert`: what came of it. */
    reverted?: boolean;
    error?: string;
}
/** Fields that others added and that `drift.foreign: warn` reports. */
export interface ForeignField {
    id: ObjectId;
    path: string;
    by: Author;
}
/** The JSON document of `plumbline drift -o json`. */
export interface DriftReport {
    apiVersion: 'plumbline.dev/v1alpha1';
    kind: 'DriftReport';
    targets: TargetDrift[];
}
export interface TargetDrift {
    target: string;
    cluster?: string;
    release: {
        revision: number;
        commit: string;
        pending?: 'applying' | 'failed' | 'cancelled';
    };
    paused?: {
        until: string;
        reason: string;
    };
    objects: ObjectDrift[];
    foreign: ForeignField[];
    /** Objects checked. */
    checked: number;
    reverted: number;
    notAsked: string[];
    stats: {
        milliseconds: number;
        requests: Record<string, number>;
    };
}
