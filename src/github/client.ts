import { setTimeout as sleep } from 'node:timers/promises';
import { getOctokit } from '@actions/github';
import { failureOf, githubError } from './errors.ts';
import { waitBeforeRetry } from './retry.ts';

export interface GitHubOptions {
  token: string;
  /** `owner/name`. */
  repository: string;
  /** Default: `https://api.github.com`. */
  apiUrl?: string;
  /** Milliseconds for one attempt. Default 15,000. */
  timeoutMs?: number;
  /** Attempts in all. Default 4. */
  attempts?: number;
  /** The first pause between two attempts, in milliseconds. Default 1,000. */
  backoffMs?: number;
}

export interface GitHubRequest {
  method: 'GET' | 'POST' | 'PATCH';
  /** Below the repository: `/issues/7/comments`; with `absolute`, below the API. */
  path: string;
  absolute?: boolean;
  query?: Record<string, string | number>;
  body?: Record<string, unknown>;
  /** For errors, in the infinitive: `list the comments of #7`. */
  what: string;
  /** What it needs of the token, as in a workflow: `pull-requests: write`. */
  permission: string;
}

/** GitHub's REST API for one repository, with a short retry of our own: Octokit's own repeats what is not safe to repeat. */
export class GitHub {
  readonly repository: string;
  readonly #options: Required<Omit<GitHubOptions, 'token' | 'repository' | 'apiUrl'>>;
  readonly #octokit: ReturnType<typeof getOctokit>;

  constructor({
    token,
    repository,
    apiUrl,
    timeoutMs = 15_000,
    attempts = 4,
    backoffMs = 1000,
  }: GitHubOptions) {
    this.repository = repository;
    this.#options = { timeoutMs, attempts, backoffMs };
    this.#octokit = getOctokit(token, {
      ...(apiUrl !== undefined && { baseUrl: apiUrl }),
      userAgent: 'plumbline',
      // Octokit would tell about deprecations on the console, where the runner reads commands.
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    });
  }

  /** @returns the parsed body @throws GITHUB_FAILED */
  async send(request: GitHubRequest): Promise<unknown> {
    const { attempts, backoffMs } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(request);
      } catch (thrown) {
        const failure = failureOf(thrown);
        const isIdempotent = request.method !== 'POST';
        const wait = waitBeforeRetry(failure, { isIdempotent, attempt, backoffMs, now: Date.now() });
        if (wait === undefined || attempt >= attempts)
          throw githubError(failure, request.what, request.permission);
        await sleep(wait);
      }
    }
  }

  /** Every entry of a list, page by page, up to `most` of them. */
  async list(request: Omit<GitHubRequest, 'method'>, most = 1000): Promise<unknown[]> {
    const entries: unknown[] = [];
    for (let page = 1; entries.length < most; page += 1) {
      const found = await this.send({
        ...request,
        method: 'GET',
        query: { ...request.query, per_page: 100, page },
      });
      if (!Array.isArray(found)) break;
      entries.push(...(found as unknown[]));
      if (found.length < 100) break;
    }
    return entries;
  }

  async #once({ method, path, absolute, query, body }: GitHubRequest): Promise<unknown> {
    const { data } = await this.#octokit.request({
      method,
      url: absolute === true ? path : `/repos/${this.repository}${path}`,
      headers: { 'x-github-api-version': '2022-11-28' },
      ...query,
      ...(body !== undefined && { data: body }),
      request: { signal: AbortSignal.timeout(this.#options.timeoutMs) },
    });
    return data;
  }
}

const ignore = (): undefined => undefined;
