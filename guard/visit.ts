import { checkDrift, type DriftCheck } from '../src/apply/drift.ts';
import { targetOf } from '../src/apply/from-record.ts';
import { isHeld, readLease } from '../src/apply/lease-object.ts';
import { isDeadNeighbour } from '../src/apply/local-run.ts';
import { withLease } from '../src/apply/locked.ts';
import { isRevertible, renewBaselines, revert } from '../src/apply/revert.ts';
import { isDrift } from '../src/drift/state.ts';
import { errorView, toPlumblineError } from '../src/errors/error.ts';
import { type Pause, pauseOf } from '../src/release/pause.ts';
import { type ReleaseName, readRelease } from '../src/release/read.ts';
import type { Release, Revision } from '../src/release/types.ts';
import { endInterrupted, isInterrupted } from './interrupted.ts';
import { reportStatus } from './status.ts';
import type { GuardContext, Outcome, Visit, VisitContext } from './types.ts';

type Seen = Omit<Visit, 'release' | 'durationMs' | 'notes'>;

/** Looks after one release. What goes wrong here is told in the visit and leaves the other releases untouched. */
export async function visitRelease(context: GuardContext, name: ReleaseName): Promise<Visit> {
  const started = performance.now();
  const release = `${name.namespace}/${name.name}`;
  const notes: string[] = [];
  const own = { ...context, note: (text: string) => void notes.push(text) };
  const finish = (seen: Seen): Visit => ({
    release,
    durationMs: Math.round(performance.now() - started),
    notes,
    ...seen,
  });
  try {
    return finish(await look(own, name, started));
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    // An apply that began a moment ago is no fault.
    if (error.code === 'LOCK_HELD' || error.code === 'LOCK_LOST') {
      notes.push(error.message);
      return finish({ outcome: 'busy' });
    }
    return finish({ outcome: 'failed', error: errorView(error) });
  }
}

async function look(context: VisitContext, name: ReleaseName, started: number): Promise<Seen> {
  const { client } = context;
  // Before the record, so that an apply seen in it as under way is not one that ended long ago.
  const lease = await readLease(client, name);
  if (isHeld(lease, client.now()) && !isDeadNeighbour(lease.holder)) {
    context.note(`left to ${lease.holder}, which holds the lease`);
    return { outcome: 'busy' };
  }
  const read = await readRelease(client, name);
  if (read === undefined) return { outcome: 'empty' };
  const ended = await endInterrupted(context, read);
  const release = isInterrupted(read) ? await readRelease(client, read) : read;
  if (release === undefined) return { outcome: 'empty' };
  const { current } = release;
  const paused = pauseOf(release, client.now());
  const known = {
    ...(current !== undefined && { revision: current.revision, commit: current.source.commit }),
    ...(paused !== undefined && { paused }),
    ...(ended !== undefined && ended.how !== 'left' && { ended: ended.how }),
    ...(ended?.how === 'left' && ended.error !== undefined && { error: errorView(ended.error) }),
  };
  const interrupted = ended?.how === 'left' && { outcome: 'interrupted' as const };
  if (current === undefined || known.error?.code === 'CANCELLED') {
    return { ...known, outcome: 'empty', ...interrupted };
  }
  const drift = current.policy.drift.mode === 'off' ? undefined : await settle(context, release, paused);
  const outcome = drift === undefined ? 'off' : outcomeOf(drift);
  const durationMs = performance.now() - started;
  await reportStatus(context, release, { paused, durationMs, ...(drift !== undefined && { drift }) });
  return { ...known, ...(drift !== undefined && { drift }), outcome, ...interrupted };
}

/** Checks, and pulls back what the policy lets it. */
async function settle(
  context: VisitContext,
  release: Release,
  paused: Pause | undefined,
): Promise<DriftCheck['report']> {
  const { client } = context;
  if (!release.secretsReadable) context.note('Secrets are not checked: the login may not read them');
  const check = await checkDrift(client, release);
  if (!mayWrite(context, release, check, paused)) return check.report;
  const hasDrift = check.report.objects.some((one) => isRevertible(check, one));
  if (!hasDrift && check.renewed.length === 0) return check.report;
  const target = targetOf(release, (release.current as Revision).policy);
  const locked = { client, target, signal: context.signal, progress: () => undefined };
  let { report } = check;
  try {
    // It does not wait: whoever holds the lease is an apply, which reverts drift by itself.
    await withLease(locked, { holder: context.holder, lockTimeoutMs: 0 }, async (held) => {
      const fresh = await readRelease(client, release);
      if (fresh?.current === undefined) return;
      const again =
        fresh.resourceVersion === release.resourceVersion ? check : await checkDrift(client, fresh);
      ({ report } = again);
      // A pause or another policy may have come before the lease was ours.
      const pause = pauseOf(fresh, client.now());
      if (pause !== undefined) context.note(`paused by now until ${pause.until}: ${pause.reason}`);
      if (!mayWrite(context, fresh, again, pause)) return;
      if (hasDrift) await revert(client, client, fresh, again, held, context.signal);
      else await renewBaselines(held.guard(client), fresh, again, new Map());
    });
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    // A guard that may only look says what it saw.
    if (error.code !== 'FORBIDDEN') throw error;
    context.note(`not everything was written: ${error.message}`);
  }
  return report;
}

function mayWrite(
  { note }: VisitContext,
  { current }: Release,
  { report }: DriftCheck,
  paused: Pause | undefined,
): boolean {
  const hasDrift = report.objects.some(isDrift);
  if (current?.policy.drift.mode !== 'revert') {
    if (hasDrift) note('nothing is reverted: drift.mode is warn');
    return false;
  }
  if (paused !== undefined) {
    if (hasDrift) note('nothing is reverted during the pause');
    return false;
  }
  const { serviceAccount } = current.policy;
  if (serviceAccount === undefined) return true;
  // Whoever set it wanted fewer rights than ours to be used.
  if (hasDrift) note(`nothing is reverted: its objects are written as the service account ${serviceAccount}`);
  return false;
}

function outcomeOf({ objects, reverted }: DriftCheck['report']): Outcome {
  if (objects.some((one) => isDrift(one) && one.reverted !== true)) return 'drifted';
  return reverted > 0 ? 'reverted' : 'clean';
}
