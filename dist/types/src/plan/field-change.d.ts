import type { FieldDiff } from '../manifests/diff.ts';
import { type Path } from '../manifests/path.ts';
import type { Json } from '../manifests/types.ts';
import type { Baseline } from '../release/types.ts';
import { type Decision } from './situation.ts';
import type { Cause, FieldChange } from './types.ts';
/** A difference between live and what applying leaves, with its causes. */
export declare function told(decision: Decision, diff: FieldDiff, baseline: Baseline | undefined): FieldChange;
/** One field change as people and machines see it; what a Secret holds is told by its size alone. */
export declare function view(decision: Pick<Decision, 'id' | 'released' | 'base' | 'desired' | 'live'>, path: Path, live: Json | undefined, result: Json | undefined, causes: Cause[], baseline: Baseline | undefined, git?: {
    before?: Json;
    after?: Json;
}): FieldChange;
