/** The closed set of what can end a call. */
export type SandboxErrorCode = 
/** The file is no module of the kind that the sandbox runs. */
'MODULE_INVALID'
/** The operation itself returned an error: the message is the operation's. */
 | 'FAILED' | 'TIMEOUT' | 'MEMORY' | 'STACK' | 'REQUEST_TOO_LARGE' | 'REPLY_TOO_LARGE'
/** The operation panicked, which is a defect of the module or an input that it does not foresee. */
 | 'PANIC'
/** The module trapped or left. */
 | 'CRASHED'
/** The sandbox was closed before the reply came. */
 | 'CLOSED';
export declare class SandboxError extends Error {
    readonly name = "SandboxError";
    readonly code: SandboxErrorCode;
    /** What the module printed, or the stack of its panic: for a report of a defect, not for users. */
    readonly details: string;
    constructor(code: SandboxErrorCode, message: string, options?: {
        details?: string;
        cause?: unknown;
    });
}
