import { type Outcome } from './commit.ts';
import type { TargetContext } from './context.ts';
import type { Lock } from './moved.ts';
/** Whether the target wants a failed apply undone. One that a signal stopped waits for the next. */
export declare const wantsBack: ({ target, rollback }: TargetContext, { outcome, error }: Outcome) => boolean;
/**
 * After a failed apply, under the same lease: applies the current revision's objects again, as a new revision,
 * and removes what the failed one made. What it adopted is forgotten, not deleted. It stays an apply that has
 * failed; where there is no going back, the record stays as it failed, for the next apply.
 */
export declare function goBack(context: TargetContext, failed: Outcome, lease: Lock): Promise<Outcome>;
