import type { Decision } from './situation.ts';
/**
 * Leaves out the dry runs that could not tell the truth, because the same plan changes what they depend on:
 * the namespace, the CRD, a quota or LimitRange, the role of a binding. Where only admission changes, the
 * answer tells the rest: it is asked for, and what the new webhook or policy does is said to be unknown.
 */
export declare function withoutBlindAsks(decisions: Decision[], 
/** The kinds that come with other targets, by kindKey the target. */
elsewhere?: ReadonlyMap<string, string>): Decision[];
