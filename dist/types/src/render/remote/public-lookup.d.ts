import type { LookupFunction } from 'node:net';
/** Asks for addresses at the very moment of connecting, so that none can be swapped in after the check. */
export declare const publicLookup: LookupFunction;
/** The addresses of a host, if all are public. @throws FETCH_REFUSED, FETCH_FAILED */
export declare function publicAddresses(host: string): Promise<string[]>;
