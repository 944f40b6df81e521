import { type PlumblineError } from '../errors/error.ts';
import type { ReleasePolicy } from '../release/types.ts';
import type { Hooks } from './hooks.ts';
import type { Answers, Decision, Situation } from './situation.ts';
import type { Action, Finding, TargetPlan } from './types.ts';
/** A decision with the action that stands: what the apply carries out. */
export interface Step {
    decision: Decision;
    action: Action;
}
export interface Assembled {
    plan: Omit<TargetPlan, 'cluster' | 'stats'>;
    /** Every object, unchanged ones included, in the order of the plan. */
    steps: Step[];
    /** What stands against an apply, worst first; empty when it may go ahead. */
    refusals: PlumblineError[];
}
export interface AssembleOptions {
    policy: ReleasePolicy;
    findings: Finding[];
    notAsked: string[];
    hooks?: Hooks | undefined;
    /** Git against Git: no cluster was asked. */
    base?: string;
}
/** The whole plan of one target from what was observed, decided and answered. */
export declare function assemble(situation: Situation, decisions: Decision[], answers: Answers, options: AssembleOptions): Assembled;
