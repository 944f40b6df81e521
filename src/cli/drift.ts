import { checkRepository } from '../apply/ancestry.ts';
import type { TargetContext } from '../apply/context.ts';
import { checkDrift, type DriftCheck } from '../apply/drift.ts';
import { withLease } from '../apply/locked.ts';
import { pausedUntil } from '../apply/paused.ts';
import { isRevertible, renewBaselines, revert } from '../apply/revert.ts';
import { isDrift } from '../drift/state.ts';
import type { DriftReport, TargetDrift } from '../drift/types.ts';
import { toPlumblineError } from '../errors/error.ts';
import type { Release } from '../release/types.ts';
import { driftJson } from '../report/json.ts';
import { driftMarkdown } from '../report/markdown/drift.ts';
import { driftText } from '../report/terminal/drift.ts';
import { endWith, lookAtEach } from './looks.ts';
import type { GlobalOptions, LockOptions } from './options.ts';
import { printResult, progressPrinter, textOptions } from './output.ts';
import { appliedReleaseOf } from './releases.ts';
import { Session } from './session.ts';
import { abortOnSignal } from './signals.ts';

export interface DriftOptions extends GlobalOptions, LockOptions {
  revert: boolean;
  duringPause: boolean;
  detailedExitcode: boolean;
}

/** What was found in one target, and all that reverting it needs. */
interface Look {
  context: TargetContext;
  release: Release;
  check: DriftCheck;
}

/** `plumbline drift`: needs the record alone; what Git holds does not matter here. */
export async function drift(names: string[], options: DriftOptions): Promise<number> {
  const session = await Session.open(options);
  const progress = progressPrinter(options);
  // A look may be ended at any time; only what writes is to end in order.
  const stop = options.revert ? abortOnSignal(progress.warn) : undefined;
  try {
    const { seen, errors } = await lookAtEach(session.targets(names), async (target): Promise<Look> => {
      const context = await session.context(target, progress.handle, stop?.signal);
      const release = await appliedReleaseOf(context.client, target);
      return { context, release, check: await checkDrift(context.objects, release) };
    });
    if (options.revert) await pullBack(session, seen, options);
    progress.close();
    const targets = seen.map(({ check }) => check.report);
    printDrift({ apiVersion: 'plumbline.dev/v1alpha1', kind: 'DriftReport', targets }, options);
    const code = endWith(exitCode(targets, options), errors, options);
    return stop?.exitCode() ?? code;
  } finally {
    await session.close();
  }
}

/** Target by target, until a signal comes. Where one is refused nothing is written at all. @throws FOREIGN_RELEASE, PAUSED */
async function pullBack(session: Session, looks: Look[], options: DriftOptions): Promise<void> {
  for (const look of looks) refuse(look, options);
  for (const look of looks) {
    if (look.context.signal?.aborted === true) return;
    try {
      await revertOne(session, look, options);
    } catch (thrown) {
      // What was found is told all the same.
      if (toPlumblineError(thrown).code !== 'CANCELLED') throw thrown;
    }
  }
}

async function revertOne(session: Session, look: Look, options: DriftOptions): Promise<void> {
  const { context, release, check } = look;
  if (!isToRevert(check) && check.renewed.length === 0) return;
  const { client, objects, target, signal } = context;
  const lease = { holder: session.run.holder, lockTimeoutMs: options.lockTimeout };
  await withLease(context, lease, async (held) => {
    // Somebody may have applied or paused in between: the record is read again under the lease.
    const fresh = await appliedReleaseOf(client, target);
    if (fresh.resourceVersion !== release.resourceVersion) {
      look.release = fresh;
      look.check = await checkDrift(objects, fresh);
      refuse(look, options);
    }
    if (isToRevert(look.check)) await revert(objects, client, fresh, look.check, held, signal);
    else await renewBaselines(held.guard(client), fresh, look.check, new Map());
  });
}

const isToRevert = (check: DriftCheck): boolean =>
  check.report.objects.some((one) => isRevertible(check, one));

function refuse({ context, release, check }: Look, { duringPause }: DriftOptions): void {
  if (!isToRevert(check)) return;
  checkRepository(release, context.source);
  const paused = pausedUntil(release, context.client.now());
  if (paused === undefined || duringPause) return;
  throw paused.with({ object: `target ${context.target.name}` });
}

function printDrift(report: DriftReport, options: DriftOptions): void {
  if (options.output === 'json') printResult(driftJson(report));
  else if (options.output === 'markdown') printResult(driftMarkdown(report, { now: new Date() }));
  else printResult(driftText(report, textOptions(options)));
}

function exitCode(targets: readonly TargetDrift[], { detailedExitcode }: DriftOptions): number {
  const objects = targets.flatMap((target) => target.objects);
  if (objects.some(({ error }) => error !== undefined)) return 1;
  const isLeft = objects.some((one) => isDrift(one) && one.reverted !== true);
  return detailedExitcode && isLeft ? 10 : 0;
}
