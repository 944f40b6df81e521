import { errorView, type PlumblineError, toPlumblineError } from '../errors/error.ts';
import { idKey } from '../manifests/identity.ts';
import type { ObjectId } from '../manifests/types.ts';
import { storeBaselines } from '../release/stored-chunks.ts';
import { promote, recordCommit, setPending } from '../release/transitions.ts';
import type { ChunkRef, Release } from '../release/types.ts';
import { baselinesOf } from './baselines.ts';
import { carryOut, type Done } from './carry-out.ts';
import type { TargetContext } from './context.ts';
import { deleteRecord, type Lock } from './moved.ts';
import type { Owed } from './owed.ts';
import type { Preview } from './preview.ts';
import { prune } from './prune.ts';
import { fail, finish, pendingRevision } from './record.ts';
import type { ApplyResult } from './types.ts';

export type Outcome = Pick<
  ApplyResult,
  'outcome' | 'revision' | 'objects' | 'unhealthy' | 'tombstones' | 'warnings' | 'error'
>;

/**
 * Everything after the lease is taken: the record of what is begun, the writes, and the record of the end.
 * @param context under the lease: its clients ask it before each write
 */
export async function commit(
  context: TargetContext,
  planned: Preview,
  debt: Owed,
  lease: Lock,
): Promise<Outcome> {
  let release = planned.release as Release;
  if (debt.revision) {
    context.progress({ type: 'phase', phase: 'record', message: 'recording what is to be applied' });
    release = await setPending(context.client, release, await pendingRevision(context, planned, release));
  }
  const done = await carryOut(context, planned, debt, lease);
  const { failure } = done;
  if (failure !== undefined) {
    const unrecorded = await recordFailure(context, release, failure, debt.revision, lease);
    return failedOutcome(release, done, failure, unrecorded);
  }
  await lease.confirm();
  const promoted = promoteOwed(context, release, debt);
  // Beside the promotion, and for whatever becomes of it: chunks mean nothing until the status refers to them.
  const baselines = storeBaselines(context.client, release, baselinesOf(planned, done.stages));
  baselines.catch(() => undefined);
  release = await promoted;
  try {
    return await settle(context, planned, debt, release, { ...done, baselines }, lease);
  } catch (thrown) {
    // The revision is current all the same; the next apply takes the last steps again.
    return failedOutcome(release, done, toPlumblineError(thrown));
  }
}

function promoteOwed(
  { client, source, rollback }: TargetContext,
  release: Release,
  debt: Owed,
): Promise<Release> {
  if (debt.revision) return promote(client, release);
  return debt.commit ? recordCommit(client, release, source, rollback) : Promise.resolve(release);
}

function failedOutcome(
  { current }: Release,
  done: Done,
  failure: PlumblineError,
  warnings: string[] = [],
): Outcome {
  return {
    outcome: 'failed',
    ...(current !== undefined && { revision: current.revision }),
    objects: done.stages.results,
    unhealthy: done.unready,
    tombstones: [],
    warnings: [...done.warnings, ...warnings],
    error: errorView(failure),
  };
}

/** @returns why the record does not tell of it: what went wrong first must not be lost over that */
async function recordFailure(
  context: TargetContext,
  release: Release,
  failure: PlumblineError,
  hasPending: boolean,
  lease: Lock,
): Promise<string[]> {
  try {
    await lease.verify();
    await fail(context, release, failure, hasPending);
    return [];
  } catch (thrown) {
    return [`the record does not say that it failed: ${toPlumblineError(thrown).message}`];
  }
}

/** What follows the promotion: deletions, the record of a former name, baselines and status. */
async function settle(
  context: TargetContext,
  planned: Preview,
  debt: Owed,
  release: Release,
  done: Done & { baselines: Promise<ChunkRef[]> },
  lease: Lock,
): Promise<Outcome> {
  const pruned = await prune(
    {
      client: context.objects,
      resources: planned.resources,
      membership: planned.situation.membership,
      progress: context.progress,
      timeoutMs: context.target.wait.timeout,
      signal: context.signal,
    },
    release.current?.tombstones ?? [],
  );
  await lease.confirm();
  if (planned.former !== undefined) await deleteRecord(context, planned.former);
  const { remaining } = pruned;
  await finish(context, release, { baselines: await done.baselines, remaining }, lease);
  const wrote = debt.writes || debt.revision;
  context.progress({ type: 'phase', phase: 'done', message: wrote ? 'applied' : 'recorded' });
  return {
    outcome: wrote ? 'applied' : 'recorded',
    revision: release.current?.revision ?? 0,
    objects: [...done.stages.results, ...deleted(planned, remaining)],
    unhealthy: done.unready,
    tombstones: remaining,
    warnings: [...done.warnings, ...pruned.warnings],
  };
}

function deleted(planned: Preview, remaining: readonly ObjectId[]): ApplyResult['objects'] {
  const held = new Set(remaining.map((tombstone) => idKey(tombstone)));
  return planned.steps
    .filter(({ action }) => action === 'delete')
    .map(({ decision }) => ({
      id: decision.id,
      apiVersion: decision.released?.object.apiVersion ?? '',
      action: 'delete' as const,
      outcome: held.has(decision.key) ? ('not-reached' as const) : ('done' as const),
      warnings: [],
    }));
}
