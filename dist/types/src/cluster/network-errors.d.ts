import { PlumblineError } from '../errors/error.ts';
/** What a request without an answer met, as an error for people. */
export declare function networkError(cause: unknown, host: string): PlumblineError;
/** True when the server cannot have seen the request at all. */
export declare function neverReached(error: PlumblineError): boolean;
