/** What one sandbox may use. The memory limit belongs to the module: see `loadModule`. */
export interface Limits {
    /** From a call's start to its reply, the start of a fresh instance included. */
    timeoutMs: number;
    /** Of the worker. Recursion of 9,000 levels of YAML needs 16; endless recursion takes minutes with 64. */
    stackMb: number;
    requestBytes: number;
    /** Of a reply, known before it is copied or decoded. */
    replyBytes: number;
    /** What is kept of what the module prints. */
    printedBytes: number;
}
export declare const defaultLimits: Limits;
export declare const defaultMemoryMb = 512;
/** What the module reads of the world. Without it, the clock and the random numbers are real. */
export interface World {
    /** The time of day, which stands still: for results that are the same on every run. */
    now?: Date;
    /** The same seed gives every call the same random numbers. */
    seed?: string;
}
