import { type CredentialOptions, type Credentials } from './credentials.ts';
import { type Retry } from './requests.ts';
import type { ClusterClient } from './types.ts';
export interface ClientOptions {
    /** Of every write that names none. Default `plumbline`. */
    fieldManager?: string;
    /** The user to act as: `system:serviceaccount:plumbline-system:shop`. */
    impersonate?: string;
    /** Milliseconds for one attempt of one request. Default 30,000. */
    timeoutMs?: number;
    /** Requests at once; more wait their turn. Default 32. */
    maxSockets?: number;
    /** Attempts of one request in all. Default 5. */
    attempts?: number;
    /** The first pause between two attempts, in milliseconds. Default 250. */
    backoffMs?: number;
    /** Told before each repetition, for progress. */
    onRetry?: (retry: Retry) => void;
    /** Told what is amiss but not in the way: a group of kinds whose server is away. */
    onNotice?: (text: string) => void;
    /** For HTTPS_PROXY, HTTP_PROXY and NO_PROXY. Default: the process' own. */
    env?: NodeJS.ProcessEnv;
}
export declare function createClient(credentials: Credentials, options?: ClientOptions): ClusterClient;
/** Finds the credentials and makes the client; the warnings are the credentials' own. */
export declare function connect(options: CredentialOptions & ClientOptions): Promise<{
    client: ClusterClient;
    credentials: Credentials;
}>;
