import type { ApplyResult } from '../apply/types.ts';
import { uninstallTarget } from '../apply/uninstall.ts';
import type { Target } from '../config/types.ts';
import { PlumblineError } from '../errors/error.ts';
import { applyExitCode, printApply, withConsents } from './apply.ts';
import { canAsk, confirmPlan } from './confirm.ts';
import { eachTarget } from './each.ts';
import { leftReleases, targetOfLeft } from './left.ts';
import type { GlobalOptions, WriteOptions } from './options.ts';
import { progressPrinter } from './output.ts';
import { Session } from './session.ts';
import { abortOnSignal } from './signals.ts';

export interface UninstallCliOptions extends GlobalOptions, WriteOptions {
  orphan: boolean;
}

/** `plumbline uninstall`: deletes a release's objects, or with --orphan forgets them. */
export async function uninstall(names: string[], options: UninstallCliOptions): Promise<number> {
  if (!options.yes && !canAsk()) {
    throw new PlumblineError('CONSENT_REQUIRED', 'nobody is here to be asked', { remedy: 'Say --yes.' });
  }
  const session = await Session.open(options);
  const progress = progressPrinter(options);
  const stop = abortOnSignal(progress.warn);
  try {
    // Dependants go first.
    const targets = (await targetsOf(session, names)).reverse();
    const results = await eachTarget(session, targets, stop, async (target, before) => {
      refuseNeeded(target, targets, before);
      const context = await session.context(target, progress.handle, stop.signal);
      return uninstallTarget(withConsents(context, options.allowDestroy), {
        holder: session.run.holder,
        lockTimeoutMs: options.lockTimeout,
        orphan: options.orphan,
        allowDestroy: [...target.allowDestroy, ...options.allowDestroy],
        duringPause: options.duringPause,
        confirm: (planned) =>
          confirmPlan(planned, options, options.orphan ? 'Forget these?' : 'Delete these?', stop.signal),
      });
    });
    progress.close();
    printApply({ apiVersion: 'plumbline.dev/v1alpha1', kind: 'ApplyReport', results }, options);
    return stop.exitCode() ?? applyExitCode(results);
  } finally {
    await session.close();
  }
}

/** What is still there may need what it depends on. */
function refuseNeeded({ name }: Target, targets: readonly Target[], before: readonly ApplyResult[]): void {
  const left = new Set(before.filter(({ error }) => error !== undefined).map(({ target }) => target));
  const needing = targets.find((other) => left.has(other.name) && other.dependsOn.includes(name));
  if (needing === undefined) return;
  throw new PlumblineError(
    'APPLY_FAILED',
    `not uninstalled: ${needing.name} depends on it, and was not uninstalled`,
    { remedy: `Uninstall ${needing.name} first.` },
  );
}

/** The targets of these names, or where one has left the configuration, what its release was made from. */
async function targetsOf(session: Session, names: readonly string[]): Promise<Target[]> {
  const known = new Set(session.config.targets.map(({ name }) => name));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length === 0) return session.targets(names);
  const left = await leftReleases(session);
  const gone = left.filter(({ release }) => unknown.includes(release.name));
  const strange = unknown.filter((name) => !gone.some(({ release }) => release.name === name));
  const named = names.filter((name) => known.has(name));
  return [
    ...gone.map(targetOfLeft),
    ...(named.length + strange.length === 0 ? [] : session.targets([...named, ...strange])),
  ];
}
