import pMap from 'p-map';
import { errorView, PlumblineError, toPlumblineError } from '../errors/error.ts';
import { idKey, versionOf } from '../manifests/identity.ts';
import type { Step } from '../plan/assemble.ts';
import { readVersion } from '../release/read.ts';
import type { Release, Tombstone } from '../release/types.ts';
import { concurrency, type TargetContext } from './context.ts';
import { forget } from './forget.ts';
import type { HeldLease } from './lease.ts';
import { type LeaseOptions, underLease, withLease } from './locked.ts';
import { deleteRecord } from './moved.ts';
import { nothingDone } from './nothing-done.ts';
import { difference, type Preview } from './preview.ts';
import { findTombstone, prune } from './prune.ts';
import { tombstonesIn } from './record.ts';
import { ServedKinds } from './served.ts';
import type { ApplyResult } from './types.ts';
import { planUninstall, type ToUninstall, type UninstallPlanOptions } from './uninstall-plan.ts';

export interface UninstallOptions extends LeaseOptions, UninstallPlanOptions {
  /** Asked once the plan is known, and again when another has to be carried out; false stops. */
  confirm?(plan: Preview): Promise<boolean>;
}

/** Deletes a release's objects, with consent for what holds data, or forgets them; then the release itself. */
export async function uninstallTarget(
  context: TargetContext,
  options: UninstallOptions,
): Promise<ApplyResult> {
  const started = performance.now();
  const counted = { ...context.client.requests };
  const { target, client } = context;
  const finish = (result: Omit<ApplyResult, 'target' | 'cluster' | 'commit' | 'stats'>): ApplyResult => ({
    target: target.name,
    cluster: client.context ?? client.server,
    commit: context.source.commit,
    ...result,
    stats: {
      milliseconds: Math.round(performance.now() - started),
      requests: difference(counted, client.requests),
    },
  });
  try {
    const first = await planUninstall(context, options);
    await ask(first, options);
    return finish(
      await withLease(context, options, async (lease) => {
        const now = await again(context, first, options);
        await lease.verify();
        stopIfAborted(context);
        return carryOut(underLease(context, lease), now, options, lease);
      }),
    );
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    const outcome = error.exitCode === 3 ? ('refused' as const) : ('failed' as const);
    return finish({ ...nothingDone(), outcome, error: errorView(error) });
  }
}

async function ask({ plan }: ToUninstall, { confirm }: UninstallOptions): Promise<void> {
  if (confirm === undefined || (await confirm(plan))) return;
  throw new PlumblineError('CONSENT_REQUIRED', 'not confirmed: nothing was deleted');
}

/** Under the lease: if the record has moved since the plan was made, the plan is made again. */
async function again(
  context: TargetContext,
  first: ToUninstall,
  options: UninstallOptions,
): Promise<ToUninstall> {
  if ((await readVersion(context.client, first.release)) === first.release.resourceVersion) return first;
  const now = await planUninstall(context, options);
  if (now.plan.plan.hash !== first.plan.plan.hash) await ask(now, options);
  return now;
}

async function carryOut(
  context: TargetContext,
  { release, plan }: ToUninstall,
  { orphan }: UninstallOptions,
  lease: HeldLease,
): Promise<Omit<ApplyResult, 'target' | 'cluster' | 'commit' | 'stats'>> {
  await forgetAll(context, plan, orphan ? () => true : ({ action }) => action === 'forget');
  if (orphan) await forgetTombstones(context, plan, tombstonesIn(release));
  const { remaining, warnings } = await prune(
    {
      client: context.objects,
      resources: plan.resources,
      membership: plan.situation.membership,
      progress: context.progress,
      timeoutMs: context.target.wait.timeout,
      signal: context.signal,
    },
    orphan ? [] : deletions(plan, release),
  );
  const held = new Set(remaining.map(idKey));
  const objects = plan.steps.map(({ decision, action }) => ({
    id: decision.id,
    apiVersion: decision.released?.object.apiVersion ?? '',
    action: orphan ? ('forget' as const) : action,
    outcome: held.has(decision.key) ? ('not-reached' as const) : ('done' as const),
    warnings: [],
  }));
  const result = { unhealthy: [], tombstones: remaining, warnings, objects, plan: plan.plan };
  if (remaining.length > 0)
    return { ...result, outcome: 'failed', error: errorView(unfinished(context, remaining.length)) };
  await deleteRecord(context, release);
  lease.spend();
  return { ...result, outcome: 'uninstalled' };
}

function deletions(planned: Preview, release: Release): Tombstone[] {
  const deleted = planned.steps.flatMap(({ decision, action }): Tombstone[] => {
    if (action !== 'delete') return [];
    const uid = decision.live?.metadata.uid;
    const version = versionOf(decision.released?.object.apiVersion ?? 'v1');
    return [{ ...decision.id, version, ...(typeof uid === 'string' && { uid }) }];
  });
  return [...deleted, ...tombstonesIn(release)];
}

async function forgetAll(
  context: TargetContext,
  { steps, situation }: Preview,
  isForgotten: (step: Step) => boolean,
): Promise<void> {
  await pMap(
    steps.filter(isForgotten),
    async ({ decision: { live, resource } }) => {
      stopIfAborted(context);
      if (live !== undefined && resource !== undefined)
        await forget(context.objects, resource, live, situation.membership);
    },
    { concurrency },
  );
}

/** What was to be deleted is left, too, and is as little of this release as the rest. */
async function forgetTombstones(
  { objects: client }: TargetContext,
  { resources, situation }: Preview,
  tombstones: readonly Tombstone[],
): Promise<void> {
  const served = new ServedKinds(client);
  await pMap(
    tombstones,
    async (tombstone) => {
      const found = await findTombstone({ client, resources, served }, tombstone);
      if (found !== undefined) await forget(client, found.resource, found.live, situation.membership);
    },
    { concurrency },
  );
}

function unfinished({ signal }: TargetContext, count: number): PlumblineError {
  const what = count === 1 ? '1 object is not gone yet' : `${count} objects are not gone yet`;
  return signal?.aborted === true
    ? new PlumblineError('CANCELLED', `stopped by a signal: ${what}`, { remedy: 'Uninstall again.' })
    : new PlumblineError('DELETE_STUCK', what, {
        remedy: 'See what their finalizers wait for, then uninstall again.',
      });
}

function stopIfAborted({ signal }: TargetContext): void {
  if (signal?.aborted === true) throw new PlumblineError('CANCELLED', 'stopped by a signal; uninstall again');
}
