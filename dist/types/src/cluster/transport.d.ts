import { ServerClock } from './clock.ts';
import type { Credentials } from './credentials.ts';
export interface HttpRequest {
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    /** Path and query, as the API server is to see them. */
    path: string;
    body?: string;
    contentType?: string;
    accept?: string;
    gzip?: boolean;
    /** Asked once it is to be sent: the milliseconds it may take, if fewer than the transport's. What it throws keeps it from being sent. */
    limitMs?(): number;
}
export interface HttpResponse {
    status: number;
    contentType: string;
    /** Seconds of the Retry-After header. */
    retryAfter: number | undefined;
    /** The raw `Warning` headers. */
    warning: string[];
    text: string;
}
export interface TransportOptions {
    /** Milliseconds for one attempt of one request, from connecting to the last byte. */
    timeoutMs: number;
    maxSockets: number;
    impersonate: string | undefined;
    env: NodeJS.ProcessEnv;
}
/**
 * HTTP/1.1 over one keep-alive agent: HTTP/2 loses requests at a GOAWAY, and one TLS handshake per
 * request costs seven times the request. One call is one attempt; it throws PlumblineError UNREACHABLE,
 * CERTIFICATE, TIMEOUT or BAD_RESPONSE, and leaves every HTTP status to the caller.
 */
export declare class Transport {
    #private;
    readonly clock: ServerClock;
    constructor(credentials: Credentials, options: TransportOptions);
    /** For people: host and port of the server. */
    get host(): string;
    /** Whether any request was answered yet: before that, a refused connection is most likely a wrong address. */
    get answered(): boolean;
    send(request: HttpRequest, renew?: boolean): Promise<HttpResponse>;
    close(): void;
}
