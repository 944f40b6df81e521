import { type Limits, type World } from './limits.ts';
export interface CallOptions {
    /** Instead of the sandbox's own limit. */
    timeoutMs?: number;
}
export interface SandboxOptions extends World {
    /**
     * A call that every fresh instance gets before its first other one, such as its configuration: with a request
     * of JSON, or a body of bytes.
     */
    prepare?: {
        operation: string;
    } & ({
        request: unknown;
    } | {
        body: Uint8Array;
    });
}
/**
 * Runs operations of a module on untrusted input, one after the other. Each trust unit (the base and the head
 * of a pull request) has a sandbox of its own; several at once use several processors. After any fault the
 * instance is thrown away, and the next call gets a fresh one.
 */
export declare class Sandbox implements AsyncDisposable {
    #private;
    constructor(module: WebAssembly.Module, limits?: Partial<Limits>, options?: SandboxOptions);
    /** Starts the instance now, so that the first call does not wait for it; which tells, too, if it failed. */
    start(): void;
    /** Runs an operation whose request and reply are JSON. It throws nothing but `SandboxError`. */
    call(operation: string, request: unknown, options?: CallOptions): Promise<unknown>;
    /** Runs an operation of bytes. */
    exchange(operation: string, body: Uint8Array, options?: CallOptions): Promise<Uint8Array>;
    /** Ends what runs, which then throws `CLOSED`, as does every later call. */
    close(): Promise<void>;
    [Symbol.asyncDispose](): Promise<void>;
}
