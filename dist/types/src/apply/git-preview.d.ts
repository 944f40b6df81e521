import type { Target } from '../config/types.ts';
import type { BaseTip } from '../plan/situation.ts';
import type { TargetPlan } from '../plan/types.ts';
import type { ReleaseSource } from '../release/types.ts';
import { type Desired } from './context.ts';
/** A plan of Git against Git, for those without a cluster: fork pull requests, a laptop on a train. */
export declare function previewFromGit(target: Target, base: BaseTip, head: Desired, options: {
    base: string;
    source: ReleaseSource;
}): TargetPlan;
