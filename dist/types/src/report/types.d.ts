import type { DriftState } from '../drift/types.ts';
import type { ObjectId } from '../manifests/types.ts';
import type { TargetValidation } from '../validate/types.ts';
/** Where a release stands now. */
export interface TargetStatus {
    target: string;
    cluster?: string;
    /** Absent before the first apply. */
    release?: {
        revision: number;
        /** '' without Git. */
        commit: string;
        /** When the revision was applied, RFC 3339. */
        time: string;
        actor?: string;
    };
    /** Objects in the release. */
    objects: number;
    /** The `Ready` condition; absent where nobody has said. */
    ready?: boolean;
    /** An apply that has not come to its end. */
    pending?: {
        revision: number;
        commit: string;
        phase: 'applying' | 'failed' | 'cancelled';
        message?: string;
    };
    paused?: {
        until: string;
        reason: string;
    };
    /** What the newest drift check found and left as it was. */
    drifted: {
        id: ObjectId;
        state: DriftState;
    }[];
    /** How many objects that check reverted. */
    reverted: number;
    /** When drift was last looked for, RFC 3339. */
    lastCheck?: string;
    unready: {
        id: ObjectId;
        message: string;
    }[];
}
/** The JSON document of `plumbline status -o json`. */
export interface StatusReport {
    apiVersion: 'plumbline.dev/v1alpha1';
    kind: 'StatusReport';
    targets: TargetStatus[];
}
/** One kept revision. */
export interface HistoryLine {
    revision: number;
    /** '' without Git. */
    commit: string;
    /** RFC 3339. */
    time: string;
    actor?: string;
    runUrl?: string;
    /** Uncommitted changes were applied with it. */
    dirty?: boolean;
    objects: number;
    current: boolean;
}
/** A target's kept revisions, newest first. */
export interface TargetHistory {
    target: string;
    cluster?: string;
    entries: HistoryLine[];
}
/** The JSON document of `plumbline history -o json`. */
export interface HistoryReport {
    apiVersion: 'plumbline.dev/v1alpha1';
    kind: 'HistoryReport';
    targets: TargetHistory[];
}
/** The JSON document of `plumbline validate -o json`. */
export interface ValidationReport {
    apiVersion: 'plumbline.dev/v1alpha1';
    kind: 'ValidationReport';
    targets: TargetValidation[];
}
