import type { ClusterClient } from '../cluster/types.ts';
import { PlumblineError } from '../errors/error.ts';
import type { KubeObject } from '../manifests/types.ts';
import type { Step } from '../plan/assemble.ts';
import { type Stage } from '../plan/order.ts';
import type { Baseline } from '../release/types.ts';
import type { ResourceMap } from './resources.ts';
import type { ObjectResult, Progress } from './types.ts';
import { type WriteSituation } from './write.ts';
export interface StageContext {
    /** Asks the lease before each write. */
    client: ClusterClient;
    situation: WriteSituation;
    resources: ResourceMap;
    progress: Progress;
    signal?: AbortSignal;
    /** Called before each stage: the lease is confirmed there, and its loss stops everything. */
    beforeStage(stage: Stage): Promise<void>;
}
export interface StageOutcome {
    results: ObjectResult[];
    /** By idKey, of what was written. */
    baselines: Map<string, Baseline>;
    written: KubeObject[];
    errors: PlumblineError[];
}
/** What an apply writes before its deletions; of what is gone there is nothing to forget but in the record. */
export declare const isWrite: ({ action, decision }: Step) => boolean;
/**
 * Writes stage by stage, many objects at once within a stage. A stage with failures is finished as far as
 * it goes, so that all of them are told at once; the stages after it are not begun.
 * @param outcome is told what was done, so that it is known whatever ends this
 */
export declare function runStages(context: StageContext, steps: readonly Step[], outcome: StageOutcome): Promise<void>;
/** A kind whose CRD this apply has just made is served a moment after it is established. */
export declare function whenServed<T>(context: Pick<StageContext, 'resources'>, id: {
    group: string;
    kind: string;
}, write: () => Promise<T>): Promise<T>;
