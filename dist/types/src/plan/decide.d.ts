import type { Decision, Situation } from './situation.ts';
/** What is to be done with each object of desired ∪ release, before any dry run. */
export declare function decide(situation: Situation): Decision[];
