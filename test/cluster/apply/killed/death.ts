import { join } from 'node:path';
import type { RunOptions } from '../delivery.ts';

/** The end of a process at its nth request to the API server. */
export interface Death {
  /** Counted from 1, by the start of the requests that match. */
  request: number;
  /** Methods and paths that count, as a regular expression over `PATCH /api/v1/…`. Default: all. */
  matching?: string;
  /** sent: handed to the operating system whole. answered: the head of the answer has been read. */
  when: 'sent' | 'answered';
  /** Default: SIGKILL. */
  signal?: 'SIGKILL' | 'SIGTERM';
}

/** Side by side: more of them only wait for the processor. */
const lanes = 4;

/**
 * Tries the first request, the second and so on, until one lies beyond the last.
 * @param attempt whether it died there
 * @returns how many were tried
 */
export async function forEveryRequest(attempt: (request: number) => Promise<boolean>): Promise<number> {
  let request = 0;
  let through = false;
  const lane = async (): Promise<void> => {
    while (!through) {
      request += 1;
      if (!(await attempt(request))) through = true;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return request;
}

/** Requests that change something, for `matching`. */
export const writing = '^(POST|PUT|PATCH|DELETE) (?!.*dryRun)';

/** How to run a process that dies so. */
export const diesAt = (death: Death): RunOptions => ({
  env: { PLUMBLINE_TEST_DEATH: JSON.stringify(death) },
  preload: [join(import.meta.dirname, 'die-at-request.ts')],
});
