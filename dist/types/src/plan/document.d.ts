import type { Plan, TargetPlan } from './types.ts';
/** The document over all targets. Its hash is that of the only target, or one over the hashes of all. */
export declare function planDocument(targets: TargetPlan[]): Plan;
