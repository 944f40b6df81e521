import type { Structure } from '../manifests/structure.ts';
import type { Baseline } from '../release/types.ts';
import type { Decision } from './situation.ts';
import type { FieldChange } from './types.ts';
/**
 * Without the server's answer: what Git changes, what drifted goes back to its baseline, and where nothing
 * tells what live has of ours, all that would be sent and differs.
 */
export declare function predicted(decision: Decision, baseline: Baseline | undefined, structure: Structure | undefined): FieldChange[];
