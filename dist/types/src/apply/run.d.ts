import { type AncestryOptions } from './ancestry.ts';
import type { TargetContext } from './context.ts';
import { type LeaseOptions } from './locked.ts';
import { type Preview } from './preview.ts';
import type { ApplyResult } from './types.ts';
export interface ApplyOptions extends LeaseOptions {
    ancestry: AncestryOptions;
    /** The hash that was previewed. */
    expectPlan?: string;
    duringPause: boolean;
    /** Asked once the plan is known and before anything is written, and again when another has to be carried out; false stops. */
    confirm?(plan: Preview): Promise<boolean>;
}
/**
 * Applies one target in the order of states that ARCHITECTURE.md gives: plan, refusals, lease, record, stages,
 * health, promotion, deletions, baselines. Killed anywhere, the next run ends the same.
 */
export declare function applyTarget(context: TargetContext, options: ApplyOptions): Promise<ApplyResult>;
