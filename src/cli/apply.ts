import type { TargetContext } from '../apply/context.ts';
import { nothingDone } from '../apply/nothing-done.ts';
import { applyTarget } from '../apply/run.ts';
import type { ApplyReport, ApplyResult } from '../apply/types.ts';
import type { Target } from '../config/types.ts';
import { exitCodeOf } from '../errors/codes.ts';
import { errorView, PlumblineError, toPlumblineError } from '../errors/error.ts';
import { applyJson } from '../report/json.ts';
import { applyMarkdown } from '../report/markdown/apply.ts';
import { applyText } from '../report/terminal/apply.ts';
import { confirmPlan } from './confirm.ts';
import { eachTarget } from './each.ts';
import { type Left, leftReleases, withLeftWarnings } from './left.ts';
import type { GlobalOptions, WriteOptions } from './options.ts';
import { printResult, progressPrinter, textOptions, worst } from './output.ts';
import { Session } from './session.ts';
import { abortOnSignal, type Stop } from './signals.ts';

export interface ApplyCliOptions extends GlobalOptions, WriteOptions {
  expectPlan?: string;
  dirty: boolean;
  reapply: boolean;
  acceptHistory?: string;
}

/** `plumbline apply`: each target after those it depends on; a failed one leaves only its dependants out. */
export async function apply(names: string[], options: ApplyCliOptions): Promise<number> {
  const session = await Session.open(options);
  const progress = progressPrinter(options);
  const stop = abortOnSignal(progress.warn);
  try {
    // A release that this very apply moves has no target until it is moved; else nothing here changes which have.
    const isEarly = session.config.targets.every(({ movedFrom }) => movedFrom === undefined);
    const look = (): Promise<Left[]> => (names.length === 0 ? leftReleases(session) : Promise.resolve([]));
    const early = isEarly ? look() : undefined;
    early?.catch(() => undefined);
    const results = await eachTarget(session, session.targets(names), stop, async (target, before) => {
      const blocked = blockedBy(target, before);
      if (blocked !== undefined) return blocked;
      const context = await session.context(target, progress.handle, stop.signal);
      return applyOne(session, withConsents(context, options.allowDestroy), options, stop);
    });
    const left = stop.signal.aborted ? [] : await orWarn(early ?? look(), progress.warn);
    progress.close();
    const told = withLeftWarnings(results, left);
    printApply({ apiVersion: 'plumbline.dev/v1alpha1', kind: 'ApplyReport', results: told }, options);
    return stop.exitCode() ?? applyExitCode(results);
  } finally {
    await session.close();
  }
}

/** The releases without a target are only told: what was applied is not lost over not finding them. */
async function orWarn(found: Promise<Left[]>, warn: (text: string) => void): Promise<Left[]> {
  try {
    return await found;
  } catch (thrown) {
    warn(`releases that have lost their target were not looked for: ${toPlumblineError(thrown).message}`);
    return [];
  }
}

async function applyOne(
  session: Session,
  context: TargetContext,
  options: ApplyCliOptions,
  { signal }: Stop,
): Promise<ApplyResult> {
  if (context.source.dirty === true && !options.dirty) return refused(context, dirtyTree(context.target));
  const { acceptHistory, expectPlan } = options;
  return applyTarget(context, {
    holder: session.run.holder,
    lockTimeoutMs: options.lockTimeout,
    duringPause: options.duringPause,
    ancestry: session.ancestry({
      reapply: options.reapply,
      ...(acceptHistory !== undefined && { acceptHistory }),
    }),
    ...(expectPlan !== undefined && { expectPlan }),
    confirm: (planned) => confirmPlan(planned, options, 'Apply this?', signal),
  });
}

/** Consents given by hand count as those of the configuration. */
export function withConsents(context: TargetContext, allowDestroy: string[]): TargetContext {
  if (allowDestroy.length === 0) return context;
  const { target } = context;
  return { ...context, target: { ...target, allowDestroy: [...target.allowDestroy, ...allowDestroy] } };
}

export function dirtyTree(target: Target): PlumblineError {
  return new PlumblineError('DIRTY_WORK_TREE', `there are uncommitted changes below ${target.path}`, {
    remedy: 'Commit them, or apply with --dirty, which the record will show.',
  });
}

export function refused({ target, client, source }: TargetContext, error: PlumblineError): ApplyResult {
  return {
    target: target.name,
    cluster: client.context ?? client.server,
    outcome: 'refused',
    commit: source.commit,
    ...nothingDone(),
    error: errorView(error),
    stats: { milliseconds: 0, requests: {} },
  };
}

export function blockedBy(target: Target, results: readonly ApplyResult[]): ApplyResult | undefined {
  const failed = results.find(
    ({ target: name, error }) => error !== undefined && target.dependsOn.includes(name),
  );
  if (failed === undefined) return undefined;
  const error = new PlumblineError(
    'APPLY_FAILED',
    `not applied: it depends on ${failed.target}, which was not applied`,
    {
      remedy: `Mend ${failed.target} first.`,
    },
  );
  return {
    ...failed,
    target: target.name,
    outcome: 'failed',
    objects: [],
    warnings: [],
    error: errorView(error),
  };
}

export function printApply(report: ApplyReport, options: GlobalOptions): void {
  if (options.output === 'json') printResult(applyJson(report));
  else if (options.output === 'markdown') printResult(applyMarkdown(report, { now: new Date() }));
  else printResult(applyText(report, textOptions(options)));
}

export function applyExitCode(results: readonly ApplyResult[]): number {
  return worst(results.map(({ error }) => (error === undefined ? 0 : exitCodeOf[error.code])));
}
