import type { TargetContext } from '../src/apply/context.ts';
import { contextFromRecord, targetOf } from '../src/apply/from-record.ts';
import type { Lock } from '../src/apply/lease.ts';
import { underLease, withLease } from '../src/apply/locked.ts';
import { preview } from '../src/apply/preview.ts';
import { resume, undo } from '../src/apply/take-up.ts';
import { type PlumblineError, toPlumblineError } from '../src/errors/error.ts';
import { pauseOf } from '../src/release/pause.ts';
import { readRelease } from '../src/release/read.ts';
import type { PendingRevision, Release } from '../src/release/types.ts';
import { countAttempt, noteProgress } from './attempts.ts';
import type { VisitContext } from './types.ts';

type Interrupted = Release & { pending: NonNullable<Release['pending']> };

/** What came of an interrupted apply. */
export type Ended =
  | { how: 'resumed' | 'rolled-back' }
  /** To a person or the next apply; with an error where the guard was to end it, and could not. */
  | { how: 'left'; error?: PlumblineError };

/**
 * Brings an apply whose run died to its end, as its policy says, without deleting anything. What ended as
 * failed or cancelled waits for the next apply. The caller has seen that nobody holds the lease.
 * @returns undefined where no apply was interrupted, or somebody else has ended it by now
 */
export async function endInterrupted(context: VisitContext, release: Release): Promise<Ended | undefined> {
  if (!isInterrupted(release)) return undefined;
  const why = reasonToLeave(context, release);
  if (why !== undefined) return leave(context, release.pending, why);
  const { client, holder, signal } = context;
  const target = targetOf(release, release.pending.policy);
  const locked = { client, target, signal, progress: () => undefined };
  try {
    return await withLease(locked, { holder, lockTimeoutMs: 0 }, async (lease) => {
      // Somebody may have applied, rolled back or paused before the lease was ours: what stands now counts.
      const fresh = await readRelease(client, release);
      if (fresh === undefined || !isInterrupted(fresh)) return undefined;
      const now = reasonToLeave(context, fresh);
      return now === undefined ? await end(context, fresh, lease) : leave(context, fresh.pending, now);
    });
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (error.code === 'LOCK_HELD' || error.code === 'LOCK_LOST') throw error;
    // A guard that may only look says what it saw.
    return error.code === 'FORBIDDEN'
      ? leave(context, release.pending, `it may not be ended by this login: ${error.message}`)
      : leave(context, release.pending, 'it could not be ended', error);
  }
}

export const isInterrupted = (release: Release): release is Interrupted =>
  release.pending?.phase === 'applying';

/** Why nothing is done about it, as far as the record tells. */
function reasonToLeave({ client }: VisitContext, release: Interrupted): string | undefined {
  const { policy, rollback } = release.pending;
  const paused = pauseOf(release, client.now());
  if (paused !== undefined) return `it is left so: paused until ${paused.until}`;
  if (policy.onInterrupted === 'report') return 'its policy is to report it';
  // Whoever set it wanted fewer rights than ours to be used.
  if (policy.serviceAccount !== undefined) return 'its objects are written as a service account';
  if (!release.secretsReadable) return 'its Secrets cannot be read with this login';
  const isBack = policy.onInterrupted === 'rollback';
  // Going back runs none.
  if (!isBack && rollback !== true && policy.hooks !== undefined)
    return 'its chart has hooks, which only an apply runs';
  return isBack && release.current === undefined ? 'there is no revision to go back to' : undefined;
}

async function end(context: VisitContext, release: Interrupted, lease: Lock): Promise<Ended> {
  const { pending, current } = release;
  const before = await countAttempt(context, release);
  const isBack = pending.policy.onInterrupted === 'rollback' && current !== undefined;
  const target = underLease(contextOf(context, release, isBack ? current : pending), lease);
  const planned = await preview(target, 'apply');
  await noteProgress(context, release, before, planned.steps);
  await (isBack ? undo : resume)(target, planned, lease);
  return { how: isBack ? 'rolled-back' : 'resumed' };
}

function contextOf(
  { client, signal, note }: VisitContext,
  release: Release,
  to: NonNullable<Release['current']>,
): TargetContext {
  return contextFromRecord({ client, objects: client }, release, to, {
    signal,
    progress: (event) => {
      if (event.type === 'warning') note(event.message);
    },
  });
}

function leave(
  { note }: VisitContext,
  { revision }: PendingRevision,
  why: string,
  error?: PlumblineError,
): Ended {
  note(`the apply of revision ${revision} was interrupted; ${why}`);
  return { how: 'left', ...(error !== undefined && { error }) };
}
