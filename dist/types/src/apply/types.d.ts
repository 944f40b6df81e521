import type { ErrorView } from '../errors/error.ts';
import type { ObjectId } from '../manifests/types.ts';
import type { Action, TargetPlan } from '../plan/types.ts';
/** What came of one object in an apply. */
export interface ObjectResult {
    id: ObjectId;
    apiVersion: string;
    action: Action;
    outcome: 'done' | 'failed' | 'not-reached';
    error?: ErrorView;
    warnings: string[];
}
/** Progress, as it happens; a reporter turns it into lines. */
export type ProgressEvent = ({
    type: 'phase';
    phase: 'lock' | 'record' | 'apply' | 'hooks' | 'wait' | 'prune' | 'done';
    message: string;
} | {
    type: 'stage';
    stage: string;
    objects: number;
} | {
    type: 'object';
    id: ObjectId;
    action: Action;
    outcome: 'done' | 'failed';
    message?: string;
} | {
    type: 'waiting';
    ready: number;
    total: number;
    unready: {
        id: ObjectId;
        message: string;
    }[];
} | {
    type: 'retry';
    message: string;
} | {
    type: 'warning';
    message: string;
}) & {
    /** Where there are several. */
    target?: string;
};
export type Progress = (event: ProgressEvent) => void;
/** What an apply, rollback or uninstall of one target did. */
export interface ApplyResult {
    target: string;
    cluster?: string;
    outcome: 'applied' | 'unchanged' | 'recorded' | 'failed' | 'refused' | 'rolled-back' | 'uninstalled';
    /** The revision that is current now. */
    revision?: number;
    commit: string;
    plan?: TargetPlan;
    objects: ObjectResult[];
    /** Objects not healthy when the wait ended, and why. */
    unhealthy: {
        id: ObjectId;
        message: string;
    }[];
    /** Removed objects that are not gone yet. */
    tombstones: ObjectId[];
    warnings: string[];
    error?: ErrorView;
    /** Further errors of the same kind: every invalid manifest, every object that the server refuses. */
    others?: ErrorView[];
    stats: {
        milliseconds: number;
        requests: Record<string, number>;
    };
}
/** The JSON document of `plumbline apply -o json`. */
export interface ApplyReport {
    apiVersion: 'plumbline.dev/v1alpha1';
    kind: 'ApplyReport';
    results: ApplyResult[];
}
/** What became of a test hook of a chart. */
export interface HookTest {
    id: ObjectId;
    milliseconds: number;
    /** Where it failed. */
    error?: ErrorView;
}
/** The JSON document of `plumbline test -o json`. */
export interface TestReport {
    apiVersion: 'plumbline.dev/v1alpha1';
    kind: 'TestReport';
    targets: {
        target: string;
        tests: HookTest[];
    }[];
}
