import { PlumblineError } from '../errors/error.ts';
import { displayId, idKey } from '../manifests/identity.ts';
import { isLostWhenMissing } from '../plan/policy.ts';
import { promote } from '../release/transitions.ts';
import type { Release } from '../release/types.ts';
import { baselinesOf } from './baselines.ts';
import { carryOut } from './carry-out.ts';
import type { TargetContext } from './context.ts';
import type { Lock } from './lease.ts';
import { owed } from './owed.ts';
import type { Preview } from './preview.ts';
import { fail, noteApplied } from './record.ts';

/** Ends an apply whose run died, where nobody can be asked: objects are created and patched, none is deleted. */

/**
 * Goes on: writes what had still to be written, waits for health, and makes the very revision that was begun
 * the current one. What it removes stays a tombstone: deleting it is the next apply's.
 * @param context under the lease: its clients ask it before each write
 * @param planned by `preview`, under the lease, of the pending set
 */
export async function resume(context: TargetContext, planned: Preview, lease: Lock): Promise<void> {
  const release = planned.release as Release;
  refuseDestruction(planned);
  const named = new Set(release.pending?.tombstones.map(idKey));
  const unnamed = planned.steps.find(
    ({ action, decision }) => action === 'delete' && !named.has(decision.key),
  );
  if (unnamed !== undefined) throw needsApply(planned, displayId(unnamed.decision.id), 'would be deleted');
  const done = await carryOut(context, planned, owed(planned, context), lease);
  if (done.failure !== undefined) throw done.failure;
  await lease.verify();
  await noteApplied(context, await promote(context.client, release), baselinesOf(planned, done.stages));
}

/**
 * Goes back: writes the current revision's objects again. It makes no revision: the pending one stays, as
 * failed, so that the next apply knows what it made and removes that.
 * @param context under the lease: its clients ask it before each write
 * @param planned by `preview`, under the lease, of the current set
 */
export async function undo(context: TargetContext, planned: Preview, lease: Lock): Promise<void> {
  const release = planned.release as Release;
  refuseDestruction(planned);
  const steps = planned.steps.filter(({ decision }) => decision.desired !== undefined);
  // They were healthy when they were applied; whether they are again, status and the next look tell.
  const target = { ...context.target, wait: { ...context.target.wait, enabled: false } };
  const done = await carryOut({ ...context, target }, { ...planned, steps }, owed(planned, context), lease);
  if (done.failure !== undefined) throw done.failure;
  await lease.verify();
  const message = `rolled back by the guard to revision ${release.current?.revision}`;
  await fail(context, release, new PlumblineError('APPLY_FAILED', message), true);
}

/**
 * What refuses an apply refuses this too, and so does what an apply needs consent for: an object that can only be
 * replaced, or one that would be made anew without the data that it held.
 * @throws APPLY_FAILED
 */
function refuseDestruction(planned: Preview): void {
  const refusal = planned.decisions.find((decision) => decision.refusal !== undefined)?.refusal;
  if (refusal !== undefined) throw refusal;
  const replaced = planned.steps.find(({ action }) => action === 'replace');
  if (replaced !== undefined)
    throw needsApply(planned, displayId(replaced.decision.id), 'has to be replaced');
  const lost = planned.steps.find(
    ({ decision: { id, live, released }, action }) =>
      (action === 'create' || action === 'restore') &&
      live === undefined &&
      released !== undefined &&
      isLostWhenMissing(id),
  );
  if (lost !== undefined) throw needsApply(planned, displayId(lost.decision.id), 'was deleted with its data');
}

function needsApply({ plan }: Preview, object: string, why: string): PlumblineError {
  return new PlumblineError('APPLY_FAILED', `${why}, which needs an apply`, {
    object,
    remedy: `Apply it: plumbline apply ${plan.target}.`,
  });
}
