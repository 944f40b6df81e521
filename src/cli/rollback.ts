import { checkRepository } from '../apply/ancestry.ts';
import { revisionToRestore, rollbackContext } from '../apply/rollback.ts';
import { applyTarget } from '../apply/run.ts';
import { applyExitCode, printApply } from './apply.ts';
import { confirmPlan } from './confirm.ts';
import { eachTarget } from './each.ts';
import type { GlobalOptions, WriteOptions } from './options.ts';
import { progressPrinter } from './output.ts';
import { appliedReleaseOf } from './releases.ts';
import { Session } from './session.ts';
import { abortOnSignal } from './signals.ts';

export interface RollbackOptions extends GlobalOptions, WriteOptions {
  to?: number;
}

/** `plumbline rollback`: an apply of an older revision's objects, from the record alone. */
export async function rollback(names: string[], options: RollbackOptions): Promise<number> {
  const session = await Session.open(options);
  const progress = progressPrinter(options);
  const stop = abortOnSignal(progress.warn);
  try {
    const results = await eachTarget(session, session.targets(names), stop, async (target) => {
      const clients = await session.context(target, progress.handle, stop.signal);
      const release = await appliedReleaseOf(clients.client, target);
      checkRepository(release, clients.source);
      const entry = revisionToRestore(release, options.to);
      const context = await rollbackContext(clients, release, entry, {
        progress: clients.progress,
        signal: stop.signal,
        consents: {
          allowDestroy: [...target.allowDestroy, ...options.allowDestroy],
          maxDeletions: target.prune.maxDeletions,
        },
      });
      return applyTarget(context, {
        holder: session.run.holder,
        lockTimeoutMs: options.lockTimeout,
        duringPause: options.duringPause,
        // Going back is the point.
        ancestry: { contains: () => Promise.resolve('yes'), reapply: true },
        confirm: (planned) =>
          confirmPlan(planned, options, `Go back to revision ${entry.revision}?`, stop.signal),
      });
    });
    progress.close();
    printApply({ apiVersion: 'plumbline.dev/v1alpha1', kind: 'ApplyReport', results }, options);
    return stop.exitCode() ?? applyExitCode(results);
  } finally {
    await session.close();
  }
}
