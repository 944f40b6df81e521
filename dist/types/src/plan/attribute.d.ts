import type { Structure } from '../manifests/structure.ts';
import type { Baseline } from '../release/types.ts';
import type { Answer, Decision } from './situation.ts';
import type { FieldChange } from './types.ts';
/**
 * The way of each field from what is live to what applying leaves, with every cause that has part in it.
 * `drift` where the release's baseline owns the field and live departs from it; `change` and `unapplied`
 * where Git differs; `effect` for what only the server does.
 */
export declare function fieldChanges(decision: Decision, answer: Answer, baseline: Baseline | undefined, structure: Structure | undefined): FieldChange[];
