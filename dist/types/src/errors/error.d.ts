import { type ErrorCode } from './codes.ts';
/** A place in a source file; line and column count from 1. */
export interface Place {
    file: string;
    line?: number;
    column?: number;
}
export interface ErrorDetails {
    /** The object concerned, as people read it: `Deployment shop/web`. */
    object?: string;
    place?: Place;
    /** Source lines around the place, caret included. Never of a Secret. */
    excerpt?: string;
    /** What to do about it, one sentence. */
    remedy?: string;
    cause?: unknown;
    /** Further errors of the same operation: several invalid manifests, several refused objects. */
    others?: PlumblineError[];
}
/** The one error type of Plumbline: what went wrong, with what, where, and the remedy. */
export declare class PlumblineError extends Error {
    readonly name = "PlumblineError";
    readonly code: ErrorCode;
    readonly object: string | undefined;
    readonly place: Place | undefined;
    readonly excerpt: string | undefined;
    readonly remedy: string | undefined;
    readonly others: PlumblineError[];
    constructor(code: ErrorCode, message: string, details?: ErrorDetails);
    get exitCode(): number;
    /** The same error told with more: an object's name, its place, further errors. */
    with(details: ErrorDetails): PlumblineError;
}
/** What JSON output says of an error: everything but causes, which may hold what must not be shown. */
export interface ErrorView {
    code: ErrorCode;
    message: string;
    object?: string;
    place?: Place;
    excerpt?: string;
    remedy?: string;
}
export declare function errorView(error: PlumblineError): ErrorView;
/** Any thrown value as a PlumblineError; what is not one already is a fault of ours: `INTERNAL`. */
export declare function toPlumblineError(thrown: unknown): PlumblineError;
