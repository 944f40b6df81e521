/** How often a field was reverted in a row, and when it may be reverted again (milliseconds since the epoch). */
export interface Backoff {
  reverts: number;
  notBefore: number;
}

const first = 2_000;
const factor = 3;
const longest = 300_000;

/** How long to wait after the nth revert in a row, in milliseconds: 2 s, 6 s, 18 s, up to 300 s. */
export function backoffDelay(reverts: number): number {
  return reverts <= 0 ? 0 : Math.min(longest, first * factor ** (reverts - 1));
}

/** Whether a drifted field may be reverted now. */
export function mayRevert(backoff: Backoff | undefined, now: number): boolean {
  return backoff === undefined || now >= backoff.notBefore;
}

/** After a revert at `now`; after a calm as long as the longest wait the count starts anew. */
export function afterRevert(backoff: Backoff | undefined, now: number): Backoff {
  const isCalm = backoff === undefined || now - backoff.notBefore > longest;
  const reverts = isCalm ? 1 : backoff.reverts + 1;
  return { reverts, notBefore: now + backoffDelay(reverts) };
}
