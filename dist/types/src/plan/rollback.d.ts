import type { PlumblineError } from '../errors/error.ts';
import type { Step } from './assemble.ts';
import type { Decision } from './situation.ts';
export interface GoingBack {
    steps: Step[];
    /** Made by the failed apply, and not to be deleted without consent: forgotten instead. */
    left: Decision[];
    /** Why there is no going back. */
    refusal?: PlumblineError;
}
/**
 * What a rollback after a failed apply does, where nobody can be asked. The number of its deletions is no
 * surprise: they are what the failed apply made. What may hold data by now stays, unless there is consent.
 */
export declare function goingBack(planned: {
    steps: readonly Step[];
    decisions: Decision[];
}, allowDestroy: readonly string[]): GoingBack;
