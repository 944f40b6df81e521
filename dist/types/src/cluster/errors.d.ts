import { PlumblineError } from '../errors/error.ts';
import type { ApiStatus } from './status.ts';
/** What a request is about; a name of `*` is a list. */
export interface Subject {
    group: string;
    kind: string;
    namespace?: string;
    name: string;
}
/**
 * The error of an answer of 400 or more. What is said of a Secret, or of what is as secret, never quotes it. A
 * refused login is about the server, whatever the request was about.
 */
export declare function statusError(answer: ApiStatus, request: {
    subject?: Subject;
    host: string;
    isSecret?: boolean;
}): PlumblineError;
/** The server's answer behind an error, redacted where the error is; undefined if it came from elsewhere. */
export declare function apiStatusOf(error: unknown): ApiStatus | undefined;
/** Whether the login lacks the right to the request; any other refusal is about the object. */
export declare function lacksRight(error: PlumblineError): boolean;
/** The paths of the fields that an error names, as the server writes them, each once. */
export declare function fieldsOf(error: unknown): string[];
