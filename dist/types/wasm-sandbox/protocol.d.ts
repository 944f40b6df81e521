import type { SandboxErrorCode } from './errors.ts';
/** What the worker is started with. */
export interface Start {
    module: WebAssembly.Module;
    now: number | undefined;
    seed: string | undefined;
    replyBytes: number;
    printedBytes: number;
}
export interface Request {
    operation: string;
    body: Uint8Array;
}
/** Why there is no reply. All but `FAILED` and `REPLY_TOO_LARGE` leave the instance unusable. */
export interface Fault {
    code: SandboxErrorCode;
    message: string;
    details: string;
}
export type Answer = {
    reply: Uint8Array;
} | {
    fault: Fault;
};
