import { setTimeout } from 'node:timers/promises';
import type { RemoteRule } from '../../config/types.ts';
import { PlumblineError } from '../../errors/error.ts';
import { Access } from './access.ts';
import { Cache } from './cache.ts';
import { defaultFetchLimits, type FetchLimits } from './fetch-limits.ts';
import type { HttpsOptions, HttpsResponse } from './https.ts';
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
export class Fetcher {
  readonly options: FetchOptions;
  readonly access: Access;
  readonly logins: Logins;
  readonly limits: FetchLimits;
  readonly cache: Cache;
  readonly env: NodeJS.ProcessEnv;

  constructor(options: FetchOptions = {}) {
    this.options = options;
    this.env = options.env ?? process.env;
    this.access = new Access(options.rules);
    this.logins = new Logins(this.env);
    this.limits = { ...defaultFetchLimits, ...options.limits };
    this.cache = new Cache(this.env, options);
  }

  /**
   * A GET within the limits, repeated where it may go better then.
   * @param privateNetwork also where no rule of this address says so
   */
  async get(
    url: URL,
    how: { maxBytes: number; headers?: Record<string, string>; privateNetwork?: boolean },
  ): Promise<HttpsResponse> {
    const { signal, ca, retryAfterMs = [500, 2000] } = this.options;
    const options: HttpsOptions = {
      access: this.access,
      timeoutMs: this.limits.requestMs,
      env: this.env,
      ...how,
      ...(signal !== undefined && { signal }),
      ...(ca !== undefined && { ca }),
    };
    // Loaded where something is fetched.
    const { get } = await import('./https.ts');
    const ask = (): Promise<HttpsResponse> => get(url, options);
    for (const pauseMs of retryAfterMs) {
      const answer = await attempt(ask);
      if (answer !== undefined) return answer;
      await setTimeout(pauseMs);
    }
    return ask();
  }

  /** The Authorization for a URL: none unless a rule allows the login there. */
  async authorization(url: URL): Promise<{ Authorization?: string }> {
    if (!this.access.to(url).login) return {};
    const basic = await this.logins.basic(url.host);
    return basic === undefined ? {} : { Authorization: basic };
  }
}

/** Undefined where it was lost on the way, or the server is busy. */
async function attempt(ask: () => Promise<HttpsResponse>): Promise<HttpsResponse | undefined> {
  try {
    const answer = await ask();
    return [429, 502, 503, 504].includes(answer.status) ? undefined : answer;
  } catch (thrown) {
    if (isBroken(thrown)) return undefined;
    throw thrown;
  }
}

const isBroken = (thrown: unknown): boolean =>
  thrown instanceof PlumblineError &&
  ['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'EAI_AGAIN'].includes(
    (thrown.cause as NodeJS.ErrnoException)?.code ?? '',
  );
