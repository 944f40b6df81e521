import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again, at growing intervals from 50 ms to 1 s, until the answer is yes or the time is
 * over. The question itself is asked at least once.
 */
export async function until(
  timeoutMs: number,
  ask: () => Promise<boolean>,
  signal?: AbortSignal,
): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  for (let pause = 50; ; pause = Math.min(pause * 1.5, 1000)) {
    if (await ask()) return true;
    if (performance.now() + pause > end) return false;
    await sleep(pause, undefined, signal === undefined ? {} : { signal });
  }
}
