import { type Hook, type HookTime } from '../plan/hooks.ts';
import type { TargetContext } from './context.ts';
import type { Lock } from './lease.ts';
import type { Preview } from './preview.ts';
import type { HookTest } from './types.ts';
/**
 * Makes the hooks of one moment, one after the other, and waits for each: Jobs and Pods until they have ended,
 * anything else until it is there. As in Helm, one that fails ends the apply, and what has succeeded is removed
 * only when all of the moment have ended: a Job may need the ServiceAccount of a hook before it. A run that
 * follows a killed one runs them again.
 * @throws HOOK_FAILED, FOREIGN_OBJECT, CANCELLED, LOCK_LOST
 */
export declare function runHooks(context: TargetContext, planned: Preview, time: HookTime, lease: Lock): Promise<void>;
/** The hooks of an apply that changes the release. */
export declare const hooksOfApply: (planned: Preview) => Hook[];
/** Whether no revision has been current yet, neither under this name nor under the one that it moves from. */
export declare const isFirst: ({ situation }: Preview) => boolean;
/** Runs the target's test hooks, each to its end, whatever became of those before it. A signal ends it. */
export declare function runTests(context: TargetContext): Promise<HookTest[]>;
