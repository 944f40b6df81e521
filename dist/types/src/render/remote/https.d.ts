import type { IncomingMessage } from 'node:http';
import { type Access } from './access.ts';
export interface HttpsOptions {
    access: Access;
    headers?: Record<string, string>;
    /** Bytes of the body; more is an error. */
    maxBytes: number;
    /** From the connection to the last byte, redirects included. Milliseconds. */
    timeoutMs: number;
    signal?: AbortSignal;
    /** Certificate authorities beside those of Node and NODE_EXTRA_CA_CERTS; PEM. */
    ca?: string;
    /** For its proxies; default: the process' own. */
    env?: NodeJS.ProcessEnv;
    /** Also where no rule names the host: the address was given by a host for which one does. */
    privateNetwork?: boolean;
}
export interface HttpsResponse {
    status: number;
    headers: IncomingMessage['headers'];
    body: Buffer;
    /** Where the answer came from, after redirects. */
    url: URL;
}
/**
 * GET, and nothing else: https only, public addresses only unless a rule says otherwise, redirects followed to
 * the same rules, an Authorization sent to no other host than it was given for.
 * @returns whatever status it ends with
 * @throws FETCH_REFUSED, FETCH_FAILED
 */
export declare function get(from: URL, options: HttpsOptions): Promise<HttpsResponse>;
