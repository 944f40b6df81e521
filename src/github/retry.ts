import { type GitHubFailure, isRateLimited } from './errors.ts';

/** Longer than this nobody waits in a job that is paid by the minute. */
const longestWaitMs = 60_000;

/**
 * How long to wait before a request is sent again, in milliseconds; undefined where it is not.
 * @param isIdempotent whether it may be carried out twice: then no answer and 5xx are repeated too
 * @param attempt counted from 1
 * @param now milliseconds since the epoch
 */
export function waitBeforeRetry(
  { status, headers }: GitHubFailure,
  {
    isIdempotent,
    attempt,
    backoffMs,
    now,
  }: { isIdempotent: boolean; attempt: number; backoffMs: number; now: number },
): number | undefined {
  if (isRateLimited(status, headers)) {
    const wait = announcedWait(headers, now) ?? backoffMs * 2 ** (attempt - 1);
    return wait <= longestWaitMs ? wait : undefined;
  }
  const isPassing = status === undefined || status >= 500;
  return isPassing && isIdempotent ? backoffMs * 2 ** (attempt - 1) : undefined;
}

function announcedWait(headers: Record<string, string>, now: number): number | undefined {
  const after = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(after)) return Math.max(0, after) * 1000;
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset))
    return Math.max(0, reset * 1000 - now);
  return undefined;
}
