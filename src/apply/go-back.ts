import { toPlumblineError } from '../errors/error.ts';
import { displayId } from '../manifests/identity.ts';
import { goingBack } from '../plan/rollback.ts';
import { readRelease } from '../release/read.ts';
import { commit, type Outcome } from './commit.ts';
import type { TargetContext } from './context.ts';
import { contextFromRecord } from './from-record.ts';
import type { Lock } from './moved.ts';
import { owed } from './owed.ts';
import { preview } from './preview.ts';

/** Whether the target wants a failed apply undone. One that a signal stopped waits for the next. */
export const wantsBack = ({ target, rollback }: TargetContext, { outcome, error }: Outcome): boolean =>
  target.onFailure === 'rollback' && rollback !== true && outcome === 'failed' && error?.code !== 'CANCELLED';

/**
 * After a failed apply, under the same lease: applies the current revision's objects again, as a new revision,
 * and removes what the failed one made. What it adopted is forgotten, not deleted. It stays an apply that has
 * failed; where there is no going back, the record stays as it failed, for the next apply.
 */
export async function goBack(context: TargetContext, failed: Outcome, lease: Lock): Promise<Outcome> {
  const { client, target, progress, signal } = context;
  const warned = (...texts: string[]): Outcome => ({ ...failed, warnings: [...failed.warnings, ...texts] });
  try {
    await lease.verify();
    const release = await readRelease(client, { name: target.name, namespace: target.release.namespace });
    // Without a revision begun, only drift was to be reverted: there is nothing of this apply to undo.
    if (release?.pending === undefined) return failed;
    const { current, secretsReadable } = release;
    if (current === undefined) return warned('not rolled back: there is no revision to go back to');
    if (!secretsReadable) return warned('not rolled back: the login may not read the Secrets of the record');
    const back: TargetContext = {
      ...contextFromRecord(context, release, current, {
        progress,
        consents: { allowDestroy: target.allowDestroy, maxDeletions: target.prune.maxDeletions },
        ...(signal !== undefined && { signal }),
      }),
      rollback: true,
    };
    progress({ type: 'phase', phase: 'apply', message: `rolling back to revision ${current.revision}` });
    const planned = await preview(back, 'apply');
    const { steps, left, refusal } = goingBack(planned, back.target.allowDestroy);
    if (refusal !== undefined) return warned(`not rolled back: ${refusal.message}`);
    const carried = { ...planned, steps };
    const done = await commit(back, carried, owed(carried, back), lease);
    if (done.error !== undefined) return warned(`the rollback failed, too: ${done.error.message}`);
    return {
      ...warned(...left.map(({ id }) => `${displayId(id)} stays, unmanaged: deleting it needs consent`)),
      outcome: 'rolled-back',
      tombstones: done.tombstones,
      ...(done.revision !== undefined && { revision: done.revision }),
    };
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    // Somebody else writes now: what is to be done is theirs to say.
    if (error.code === 'LOCK_LOST') return warned(`not rolled back: ${error.message}`);
    return warned(`the rollback failed, too: ${error.message}`);
  }
}
