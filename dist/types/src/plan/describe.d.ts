import type { KubeObject } from '../manifests/types.ts';
import type { Answer, Decision, Situation } from './situation.ts';
import type { Action, Consent, ObjectPlan } from './types.ts';
/** The action that stands once the server has answered. */
export declare function settledAction(decision: Decision, answer: Answer | undefined): Action;
/** Whether our entry claims the same fields on both: if not, a write is owed even where the content is equal. */
export declare function sameOwnership(live: KubeObject, result: KubeObject): boolean;
/** One object's part of the plan, for people and machines. */
export declare function describeObject(situation: Situation, decision: Decision, answer: Answer | undefined, action: Action, consent: Consent | undefined, scaled: ReadonlyMap<string, string>): ObjectPlan;
/** A login that may read but not dry-run still gets change and drift. */
export declare function refusedAsk(answer: Answer | undefined): string | undefined;
