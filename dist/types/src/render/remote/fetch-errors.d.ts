import { PlumblineError } from '../../errors/error.ts';
/** What could not be fetched, and why. */
export declare function failed(url: URL | string, why: string, cause?: unknown, remedy?: string): PlumblineError;
export declare const notPublic: (host: string) => PlumblineError;
/** What a status means that is no success. */
export declare function refusedBy(url: URL, status: number): PlumblineError;
