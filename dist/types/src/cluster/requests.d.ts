import { PlumblineError } from '../errors/error.ts';
import type { JsonObject } from '../manifests/types.ts';
import { type Subject } from './errors.ts';
import type { HttpRequest, Transport } from './transport.ts';
import type { RequestCounts, RequestLimits } from './types.ts';
export interface Call extends HttpRequest {
    /** As it is counted: `LIST`. */
    verb: string;
    subject?: Subject;
    /** 'always': doing it twice is doing it once. 'unacted': repeated only when the server certainly did nothing. */
    repeat: 'always' | 'unacted';
    /**
     * Asked when a repetition meets a CONFLICT after an attempt without an answer: that attempt may have been
     * carried out. Gives the answer it would have had, or undefined if somebody else was first.
     */
    settle?: (() => Promise<Answer | undefined>) | undefined;
}
export interface Answer {
    status: number;
    body: JsonObject;
    /** Raw `Warning` headers. */
    warning: string[];
}
/** Told before each repetition. */
export interface Retry {
    verb: string;
    error: PlumblineError;
    /** 1 for the first repetition. */
    attempt: number;
    waitMs: number;
}
export interface RetryOptions extends RequestLimits {
    /** Attempts of one request in all. */
    attempts: number;
    /** The first pause; each further one is twice as long, with jitter. */
    backoffMs: number;
    onRetry: ((retry: Retry) => void) | undefined;
    /** Whether what the server says of the object is told without its values. */
    isHidden?: (subject: Subject) => boolean;
}
/** Sends, counts, repeats what may be repeated, and turns every failure into a PlumblineError. */
export declare class Requests {
    #private;
    readonly counts: RequestCounts;
    constructor(transport: Transport, options: RetryOptions, counts?: RequestCounts);
    /** Through the same transport, held to these limits beside its own. */
    within(limits: RequestLimits): Requests;
    send(call: Call): Promise<Answer>;
}
/** True for the codes by which a server says that something is not there. */
export declare function isAbsent(error: unknown): boolean;
