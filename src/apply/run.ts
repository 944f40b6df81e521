import { errorView, PlumblineError, toPlumblineError } from '../errors/error.ts';
import { gather } from '../errors/gather.ts';
import { displayId } from '../manifests/identity.ts';
import { scrubbed } from '../manifests/sensitive.ts';
import { readVersion } from '../release/read.ts';
import type { Release } from '../release/types.ts';
import { type AncestryOptions, checkAncestry } from './ancestry.ts';
import { commit } from './commit.ts';
import type { TargetContext } from './context.ts';
import { goBack, wantsBack } from './go-back.ts';
import { hooksOfApply } from './hooks.ts';
import { readLease } from './lease-object.ts';
import { type LeaseOptions, underLease } from './locked.ts';
import { withLeases } from './moved.ts';
import { nothingDone } from './nothing-done.ts';
import { isOwed, type Owed, owed } from './owed.ts';
import { pausedUntil } from './paused.ts';
import { difference, type Preview, preview } from './preview.ts';
import { ensureRelease } from './record.ts';
import type { ApplyResult } from './types.ts';

export interface ApplyOptions extends LeaseOptions {
  ancestry: AncestryOptions;
  /** The hash that was previewed. */
  expectPlan?: string;
  duringPause: boolean;
  /** Asked once the plan is known and before anything is written, and again when another has to be carried out; false stops. */
  confirm?(plan: Preview): Promise<boolean>;
}

/**
 * Applies one target in the order of states that ARCHITECTURE.md gives: plan, refusals, lease, record, stages,
 * health, promotion, deletions, baselines. Killed anywhere, the next run ends the same.
 */
export async function applyTarget(context: TargetContext, options: ApplyOptions): Promise<ApplyResult> {
  const started = performance.now();
  const counted = { ...context.client.requests };
  let planned: Preview | undefined;
  const finish = (result: Omit<ApplyResult, 'stats' | 'target' | 'cluster' | 'commit'>): ApplyResult => ({
    target: context.target.name,
    cluster: context.client.context ?? context.client.server,
    commit: context.source.commit,
    ...(planned === undefined ? result : scrubbed(result, planned.sensitive)),
    stats: {
      milliseconds: Math.round(performance.now() - started),
      requests: difference(counted, context.client.requests),
    },
  });
  const seen = readLease(context.client, {
    name: context.target.name,
    namespace: context.target.release.namespace,
  });
  // Whoever takes the lease meets its failure; an apply that has nothing to write does not care.
  seen.catch(() => undefined);
  try {
    const first = await preview(context, 'apply');
    planned = first;
    await refuse(context, first, options);
    const debt = owed(first, context);
    if (!isOwed(debt))
      return finish({ ...nothingDone(), outcome: 'unchanged', ...current(first), plan: first.plan });
    if (acts(first, debt)) await ask(first, options);
    stopIfAborted(context);
    const release = await ensureRelease(context, first.release);
    return finish(
      await withLeases(context, { ...options, seen }, first.former, async (lease) => {
        const fresh = await again(context, first, release, options);
        planned = fresh;
        stopIfAborted(context);
        const held = underLease(context, lease);
        const outcome = await commit(held, fresh, owed(fresh, held), lease);
        const final = wantsBack(held, outcome) ? await goBack(held, outcome, lease) : outcome;
        return { ...final, plan: fresh.plan };
      }),
    );
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    const outcome = error.exitCode === 3 ? 'refused' : 'failed';
    return finish({
      ...nothingDone(),
      outcome,
      ...(planned !== undefined && { ...current(planned), plan: planned.plan }),
      error: errorView(error),
      ...(error.others.length > 0 && { others: error.others.map(errorView) }),
    });
  }
}

/** Whether it does anything beyond writing the record. */
const acts = (planned: Preview, { writes, revision }: Owed): boolean =>
  writes || (revision && hooksOfApply(planned).length > 0);

async function ask(planned: Preview, { confirm }: ApplyOptions): Promise<void> {
  if (confirm === undefined || (await confirm(planned))) return;
  throw new PlumblineError('CONSENT_REQUIRED', 'not confirmed: nothing was written');
}

/** Up to here nothing is written: there is nothing to go on from. */
function stopIfAborted({ signal }: TargetContext): void {
  if (signal?.aborted !== true) return;
  throw new PlumblineError('CANCELLED', 'stopped by a signal: nothing was written');
}

/** Under the lease: if the record has moved since the plan was made, the plan is made again. */
async function again(
  context: TargetContext,
  first: Preview,
  release: Release,
  options: ApplyOptions,
): Promise<Preview> {
  if (await isStill(context, first, release)) {
    return first.release === undefined ? { ...first, release } : first;
  }
  const fresh = await preview(context, 'apply');
  await refuse(context, fresh, options);
  const isOther = fresh.plan.hash !== first.plan.hash || !acts(first, owed(first, context));
  if (isOther && acts(fresh, owed(fresh, context))) await ask(fresh, options);
  return fresh.release === undefined ? { ...fresh, release } : fresh;
}

/** Whether the record is as it was planned against. */
async function isStill({ client }: TargetContext, first: Preview, release: Release): Promise<boolean> {
  const { former } = first;
  const [now, theirs] = await Promise.all([
    readVersion(client, release),
    former && readVersion(client, former),
  ]);
  if (theirs !== former?.resourceVersion) return false;
  if (first.release !== undefined) return now === first.release.resourceVersion;
  // Planned before there was one: somebody else may have made it, and applied.
  return now === release.resourceVersion && release.current === undefined && release.pending === undefined;
}

async function refuse(context: TargetContext, planned: Preview, options: ApplyOptions): Promise<void> {
  for (const release of [planned.release, planned.former]) {
    await checkAncestry(release, context.source, options.ancestry);
    const paused = pausedUntil(release, context.client.now());
    if (paused !== undefined && !options.duringPause) throw paused;
  }
  const invalid = planned.plan.findings.filter(({ severity }) => severity === 'error');
  const bad = invalid[0];
  if (bad !== undefined) {
    throw new PlumblineError('MANIFEST_INVALID', bad.message, {
      ...(bad.object !== undefined && { object: bad.object }),
      ...(bad.place !== undefined && { place: bad.place }),
      ...(bad.remedy !== undefined && { remedy: bad.remedy }),
    });
  }
  const [first, ...others] = planned.refusals;
  if (first !== undefined) throw first.with({ others });
  refuseServerErrors(planned);
  if (options.expectPlan !== undefined && !isExpected(planned.plan.hash, options.expectPlan)) {
    const { hash } = planned.plan;
    throw new PlumblineError(
      'PLAN_CHANGED',
      `the plan is ${hash.slice(0, 12)} now, not ${options.expectPlan.slice(0, 12)} as previewed`,
      { remedy: 'Preview again, and agree to the new plan.' },
    );
  }
}

/** By its beginning, as reports show it; an empty one, left by a script that lost it, expects nothing. */
const isExpected = (hash: string, expected: string): boolean =>
  expected.length >= 12 && hash.startsWith(expected);

/** What the server has refused in a dry run would fail half-way: better to fail before anything is written. */
function refuseServerErrors(planned: Preview): void {
  const errors = planned.plan.objects.flatMap(({ id, source, error }) =>
    error === undefined
      ? []
      : new PlumblineError(error.code, error.message, {
          object: displayId(id),
          ...(source !== undefined && { place: source }),
          ...(error.remedy !== undefined && { remedy: error.remedy }),
        }),
  );
  const [first, ...others] = errors;
  if (first !== undefined) throw gather([first, ...others]);
}

function current({ release }: Preview): { revision?: number } {
  return release?.current === undefined ? {} : { revision: release.current.revision };
}
