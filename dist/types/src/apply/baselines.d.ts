import type { Baseline } from '../release/types.ts';
import type { Preview } from './preview.ts';
import type { StageOutcome } from './stages.ts';
/** The new baselines: of what was written, and of what turned out to be as it should be. */
export declare function baselinesOf(planned: Preview, stages: StageOutcome): Map<string, Baseline>;
