import type { Target } from '../config/types.ts';
import type { BaseTip } from '../plan/situation.ts';
import type { TargetPlan } from '../plan/types.ts';
import type { ReleaseSource } from '../release/types.ts';
import type { Judge } from '../render/judge.ts';
import { type Desired } from './context.ts';
export interface GitPreviewOptions {
    /** What the base is called: `main`, `3f2a9c1`. */
    base: string;
    source: ReleaseSource;
    /** By which what changes is judged; without it nothing is. */
    judge?: Judge;
}
/** A plan of Git against Git, for those without a cluster: fork pull requests, a laptop on a train. */
export declare function previewFromGit(target: Target, base: BaseTip, head: Desired, options: GitPreviewOptions): Promise<TargetPlan>;
