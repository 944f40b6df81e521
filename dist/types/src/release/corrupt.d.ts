import { type ErrorDetails, PlumblineError } from '../errors/error.ts';
/** @param what names the part and what is wrong with it */
export declare function recordCorrupt(what: string, details?: ErrorDetails): PlumblineError;
