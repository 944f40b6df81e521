import { PlumblineError } from '../errors/error.ts';

/** What GitHub answered, or that it did not: then `status` is undefined. */
export interface GitHubFailure {
  status: number | undefined;
  message: string;
  headers: Record<string, string>;
  cause: unknown;
}

/** Reads what Octokit throws; headers are in lower case. */
export function failureOf(thrown: unknown): GitHubFailure {
  const { status, response, message } = thrown as {
    status?: unknown;
    message?: unknown;
    response?: { headers?: Record<string, unknown>; data?: { message?: unknown } };
  };
  const answered = response !== undefined && typeof status === 'number';
  const said = response?.data?.message ?? message;
  return {
    status: answered ? status : undefined,
    message: typeof said === 'string' ? said : String(thrown),
    headers: Object.fromEntries(
      Object.entries(response?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    ),
    cause: thrown,
  };
}

/**
 * A failure as an error that says what to do.
 * @param what in the infinitive: `list the comments of #7`
 * @param permission what the request needs of the token, as in a workflow: `pull-requests: write`
 */
export function githubError(failure: GitHubFailure, what: string, permission: string): PlumblineError {
  const { status, message, cause } = failure;
  const why = status === undefined ? `no answer (${message})` : `${status} ${message}`;
  return new PlumblineError('GITHUB_FAILED', `could not ${what}: ${why}`, {
    remedy: remedyOf(failure, permission),
    cause,
  });
}

function remedyOf({ status, headers }: GitHubFailure, permission: string): string {
  if (isRateLimited(status, headers)) return "The token's rate limit is used up: run the job again later.";
  switch (status) {
    case undefined:
      return 'See whether the runner reaches the GitHub API (GITHUB_API_URL).';
    case 401:
      return "Give a valid token as the input github-token; by default it is the job's own.";
    case 403:
      return `Add to the job: permissions: ${acceptedPermission(headers, permission)}. Forks' pull requests never get it.`;
    case 404:
      return `See whether the token may read the repository: permissions: ${permission}.`;
    default:
      return 'Run the job again; if it stays so, see githubstatus.com.';
  }
}

/**
 * `x-accepted-github-permissions: issues=write; pull_requests=write`: alternatives, each of one or more. Ours, if it
 * is one of them; else the first.
 */
function acceptedPermission(headers: Record<string, string>, ours: string): string {
  const alternatives = (headers['x-accepted-github-permissions'] ?? '').split(';').flatMap((alternative) => {
    const found = [...alternative.matchAll(/([a-z_]+)=(read|write|admin)/g)];
    const named = found.map(([, name = '', level = '']) => `${name.replaceAll('_', '-')}: ${level}`);
    return named.length === 0 ? [] : [named.join(', ')];
  });
  return alternatives.includes(ours) ? ours : (alternatives[0] ?? ours);
}

/** https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export function isRateLimited(status: number | undefined, headers: Record<string, string>): boolean {
  if (status === 429) return true;
  return status === 403 && ('retry-after' in headers || headers['x-ratelimit-remaining'] === '0');
}
