import type { Decision } from '../plan/situation.ts';
import { type TargetContext } from './context.ts';
import type { Preview } from './preview.ts';
/** What an apply has to do beyond looking. */
export interface Owed {
    /** Objects are to be written or deleted, or a revision begun is to be ended. */
    writes: boolean;
    /** The set of objects or the policy differs from the record: a new revision. */
    revision: boolean;
    /** The same set from a new commit: only the record is written. */
    commit: boolean;
    /** Unchanged objects whose baseline is missing or out of date. */
    renewed: Decision[];
    /** An earlier run ended before its last steps. */
    finish: boolean;
}
export declare function owed(planned: Preview, { target, source }: TargetContext): Owed;
export declare const isOwed: (debt: Owed) => boolean;
