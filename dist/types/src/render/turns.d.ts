/**
 * Runs a computation that yields between its parts to its end, and lets the event loop go round every few
 * milliseconds, so that answers of the server are taken in, and new questions asked, beside it.
 */
export declare function inTurns<T>(parts: Generator<void, T>): Promise<T>;
