import { setImmediate } from 'node:timers/promises';

const turnMs = 5;

/**
 * Runs a computation that yields between its parts to its end, and lets the event loop go round every few
 * milliseconds, so that answers of the server are taken in, and new questions asked, beside it.
 */
export async function inTurns<T>(parts: Generator<void, T>): Promise<T> {
  for (let end = performance.now() + turnMs; ; ) {
    const part = parts.next();
    if (part.done === true) return part.value;
    if (performance.now() < end) continue;
    await setImmediate();
    end = performance.now() + turnMs;
  }
}
