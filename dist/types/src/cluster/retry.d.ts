import type { PlumblineError } from '../errors/error.ts';
import type { RetryOptions } from './requests.ts';
import type { ApiStatus } from './status.ts';
/** A failed attempt: what the server said, or undefined when it said nothing. */
export interface Outcome {
    error: PlumblineError;
    status: ApiStatus | undefined;
}
/** Decides, after each failed attempt of one request, whether and when there is another. */
export declare class RetryState {
    #private;
    attempt: number;
    /** An attempt ended without a clear answer: the server may have carried it out. */
    ambiguous: boolean;
    /** The next attempt is to read or ask for its credentials anew. */
    renew: boolean;
    constructor(repeat: 'always' | 'unacted', options: RetryOptions);
    /** Milliseconds to wait before the next attempt, or undefined when the error is final. */
    next(outcome: Outcome, answered: boolean): number | undefined;
}
