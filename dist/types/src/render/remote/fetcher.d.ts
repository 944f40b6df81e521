import type { RemoteRule } from '../../config/types.ts';
import { Access } from './access.ts';
import { Cache } from './cache.ts';
import { type FetchLimits } from './fetch-limits.ts';
import type { HttpsResponse } from './https.ts';
import { Logins } from './login.ts';
export interface FetchOptions {
    /** `remotes` of the configuration; on a pull request of the base's, for its head may be anybody's. */
    rules?: readonly RemoteRule[];
    /** Default: the process' own. */
    env?: NodeJS.ProcessEnv;
    /** Default: `fetched` in Plumbline's cache folder. */
    cacheFolder?: string;
    signal?: AbortSignal;
    /** Certificate authorities beside those of Node and NODE_EXTRA_CA_CERTS; PEM. */
    ca?: string;
    /** Repositories on this machine may be bases, for tests. */
    allowFileUrls?: boolean;
    limits?: Partial<FetchLimits>;
    /** Milliseconds before each further attempt; default: two of them. */
    retryAfterMs?: readonly number[];
    /** Told what is amiss but not in the way, a sentence each. */
    warn?: (text: string) => void;
}
/** What fetches: the rules, the logins, the limits and the cache that all ways of fetching share. */
export declare class Fetcher {
    readonly options: FetchOptions;
    readonly access: Access;
    readonly logins: Logins;
    readonly limits: FetchLimits;
    readonly cache: Cache;
    readonly env: NodeJS.ProcessEnv;
    constructor(options?: FetchOptions);
    /**
     * A GET within the limits, repeated where it may go better then.
     * @param privateNetwork also where no rule of this address says so
     */
    get(url: URL, how: {
        maxBytes: number;
        headers?: Record<string, string>;
        privateNetwork?: boolean;
    }): Promise<HttpsResponse>;
    /** The Authorization for a URL: none unless a rule allows the login there. */
    authorization(url: URL): Promise<{
        Authorization?: string;
    }>;
}
