import type { PlumblineError } from '../errors/error.ts';
import { neverReached } from './network-errors.ts';
import type { RetryOptions } from './requests.ts';
import type { ApiStatus } from './status.ts';

/** A failed attempt: what the server said, or undefined when it said nothing. */
export interface Outcome {
  error: PlumblineError;
  status: ApiStatus | undefined;
}

const longestPauseMs = 5_000;
/** A server that asks for more patience than this gets an error instead. */
const longestRetryAfterSeconds = 60;
/** A request that ran into the time limit once is tried once more, not four times. */
const attemptsAfterTimeout = 2;
/** Nothing has ever answered: most likely a wrong address, so the error is not put off for long. */
const attemptsBeforeFirstAnswer = 2;

/** Decides, after each failed attempt of one request, whether and when there is another. */
export class RetryState {
  attempt = 0;
  /** An attempt ended without a clear answer: the server may have carried it out. */
  ambiguous = false;
  /** The next attempt is to read or ask for its credentials anew. */
  renew = false;
  readonly #repeat: 'always' | 'unacted';
  readonly #options: RetryOptions;
  #renewed = false;

  constructor(repeat: 'always' | 'unacted', options: RetryOptions) {
    this.#repeat = repeat;
    this.#options = options;
  }

  /** Milliseconds to wait before the next attempt, or undefined when the error is final. */
  next(outcome: Outcome, answered: boolean): number | undefined {
    this.attempt += 1;
    this.renew = false;
    const { error, status } = outcome;
    if (status?.http === 401 && !this.#renewed) {
      this.#renewed = true;
      this.renew = true;
      return 0;
    }
    const acted = mayHaveActed(outcome);
    if (acted === undefined) return undefined;
    this.ambiguous ||= acted;
    if (acted && this.#repeat === 'unacted') return undefined;
    const attempts = Math.min(
      this.#options.attempts,
      error.code === 'TIMEOUT' && status === undefined ? attemptsAfterTimeout : Number.POSITIVE_INFINITY,
      answered ? Number.POSITIVE_INFINITY : attemptsBeforeFirstAnswer,
    );
    if (this.attempt >= attempts) return undefined;
    if (status?.retryAfter !== undefined && status.retryAfter > 0) {
      return status.retryAfter > longestRetryAfterSeconds ? undefined : status.retryAfter * 1000;
    }
    const pause = Math.min(this.#options.backoffMs * 2 ** (this.attempt - 1), longestPauseMs);
    return Math.round(pause * (0.5 + Math.random() / 2));
  }
}

/**
 * Whether a failed attempt may have been carried out; undefined when a repetition would end the same.
 * A mistake in the manifest and a failing webhook are 500s too: their codes keep them out.
 */
function mayHaveActed({ error, status }: Outcome): boolean | undefined {
  if (status === undefined) {
    return error.code === 'UNREACHABLE' || error.code === 'TIMEOUT' ? !neverReached(error) : undefined;
  }
  if (status.http === 429) return false;
  if (error.code !== 'SERVER_ERROR' && error.code !== 'TIMEOUT') return undefined;
  return [500, 502, 503, 504].includes(status.http) ? true : undefined;
}
