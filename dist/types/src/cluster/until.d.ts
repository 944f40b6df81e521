/**
 * Asks again and again, at growing intervals from 50 ms to 1 s, until the answer is yes or the time is
 * over. The question itself is asked at least once.
 */
export declare function until(timeoutMs: number, ask: () => Promise<boolean>, signal?: AbortSignal): Promise<boolean>;
