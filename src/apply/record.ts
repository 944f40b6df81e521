import type { PlumblineError } from '../errors/error.ts';
import { idKey, labelOf, versionOf } from '../manifests/identity.ts';
import type { ApiResource, JsonObject } from '../manifests/types.ts';
import { partOfLabel } from '../plan/ownership.ts';
import { installCrd } from '../release/crd.ts';
import { writeStatus } from '../release/status.ts';
import { collectChunks, listStored, storeBaselines, storeObjects } from '../release/stored-chunks.ts';
import { createRelease, dropTombstones, type NewPending, setPhase } from '../release/transitions.ts';
import type { Baseline, ChunkRef, Release, Tombstone } from '../release/types.ts';
import { policyOf, type TargetContext } from './context.ts';
import type { Lock } from './lease.ts';
import type { Preview } from './preview.ts';

/** The release to write to; on a cluster without the CRD it and the namespace are made first, and said. */
export async function ensureRelease(context: TargetContext, release: Release | undefined): Promise<Release> {
  if (release !== undefined) return release;
  const { target, client, progress } = context;
  for (const message of await installCrd(client, target.release.namespace)) {
    progress({ type: 'phase', phase: 'record', message });
  }
  return createRelease(client, { name: target.name, namespace: target.release.namespace });
}

/** The revision about to be begun: chunks stored, number settled, deletions named. */
export async function pendingRevision(
  context: TargetContext,
  planned: Preview,
  release: Release,
): Promise<NewPending> {
  const { situation, resources } = planned;
  const objects = await storeObjects(context.client, release, situation.desired);
  const { pending, current } = release;
  const newest = Math.max(pending?.revision ?? 0, current?.revision ?? 0);
  // Taking up the very set that an interrupted run began is the same revision.
  const same = pending !== undefined && pending.objects.digest === objects.digest;
  const adopted = adoptedBy(planned, pending);
  // An interrupted run's are still to be deleted, too: what it took out may stand in no other record.
  const tombstones = tombstonesOf(planned, release);
  const used = [
    ...situation.desired.map(({ object }) => resources.of(object)),
    ...tombstones.map((tombstone) => resources.ofId(tombstone)),
  ];
  return {
    revision: same ? pending.revision : newest + 1,
    source: context.source,
    objects,
    manifests: situation.desired,
    policy: policyOf(context.target, planned.hooks),
    resources: eachOnce(used.filter((resource) => resource !== undefined)),
    tombstones,
    phase: 'applying',
    time: new Date(context.client.now()).toISOString(),
    ...(context.rollback === true && { rollback: true }),
    ...(adopted.length > 0 && { adopted }),
  };
}

/** What is taken over now, and what an interrupted run took over of the same set. */
function adoptedBy({ steps, situation, release }: Preview, pending: Release['pending']): string[] {
  const { id } = situation.membership;
  const now = steps.filter(
    ({ decision: { desired, live } }) =>
      desired !== undefined && live !== undefined && labelOf(live, partOfLabel) !== id,
  );
  const current = new Set(release?.current?.manifests.map((manifest) => idKey(manifest.id)));
  const desired = new Set(situation.desired.map((manifest) => idKey(manifest.id)));
  const before = (pending?.adopted ?? []).filter((key) => desired.has(key));
  const keys = new Set([...before, ...now.map(({ decision }) => decision.key)]);
  return [...keys].filter((key) => !current.has(key)).sort();
}

function eachOnce(resources: readonly ApiResource[]): ApiResource[] {
  const named = new Map(resources.map((one) => [`${one.group}/${one.version}/${one.plural}`, one]));
  return [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, resource]) => resource);
}

/** All that is to be deleted once the planned set is current. */
export function tombstonesOf(planned: Preview, release: Release | undefined): Tombstone[] {
  const earlier = [release, planned.former].flatMap((one) => (one === undefined ? [] : tombstonesIn(one)));
  const kept = new Set(planned.situation.desired.map(({ id }) => idKey(id)));
  const removed = planned.steps.flatMap(({ decision, action }): Tombstone[] => {
    if (action !== 'delete') return [];
    const uid = decision.live?.metadata.uid;
    const version = versionOf(decision.released?.object.apiVersion ?? 'v1');
    return [{ ...decision.id, version, ...(typeof uid === 'string' && { uid }) }];
  });
  const named = new Set(removed.map(idKey));
  // What is wanted again is not deleted any more.
  return [...removed, ...earlier.filter((one) => !kept.has(idKey(one)) && !named.has(idKey(one)))];
}

/** All that was to be deleted and may not be gone, each once. */
export function tombstonesIn({ current, pending }: Release): Tombstone[] {
  const all = [...(pending?.tombstones ?? []), ...(current?.tombstones ?? [])];
  return [...new Map(all.map((tombstone) => [idKey(tombstone), tombstone])).values()];
}

export interface Finished {
  /** Where they are stored. */
  baselines: ChunkRef[];
  remaining: Tombstone[];
}

/**
 * The last steps: tombstones that are gone are dropped, the status written, unused chunks
 * collected. The status' `revision` is written last: where it lags, the next run takes these steps again.
 */
export async function finish(
  context: TargetContext,
  release: Release,
  done: Finished,
  lease: Lock,
): Promise<Release> {
  const { client } = context;
  let here = release;
  if ((here.current?.tombstones.length ?? 0) > done.remaining.length) {
    here = await dropTombstones(client, here, done.remaining);
  }
  const status = appliedStatus(context, here, done.baselines);
  const before = here.status.revision;
  if (before !== undefined) {
    const [written, stored] = await Promise.all([
      writeStatus(client, here, 'plumbline-apply', { ...status, revision: before }),
      listStored(client, here),
    ]);
    here = written;
    // Where another run has begun meanwhile, its chunks are not referred to yet.
    await lease.verify();
    await collectChunks(client, here, stored);
  }
  return writeStatus(client, here, 'plumbline-apply', { ...status, revision: here.current?.revision ?? 0 });
}

/** The same for a run that deletes nothing: what there is to delete and to collect is the next apply's. */
export async function noteApplied(
  context: TargetContext,
  release: Release,
  baselines: ReadonlyMap<string, Baseline>,
): Promise<Release> {
  const { revision } = release.status;
  const refs = await storeBaselines(context.client, release, baselines);
  const status = appliedStatus(context, release, refs);
  return writeStatus(context.client, release, 'plumbline-apply', {
    ...status,
    ...(revision !== undefined && { revision }),
  });
}

/** An apply's whole part of the status but for `revision`. */
function appliedStatus(
  { client }: TargetContext,
  { current }: Release,
  baselines: readonly ChunkRef[],
): JsonObject {
  return {
    objects: current?.objects.count ?? 0,
    commit: current?.source.commit.slice(0, 7) ?? '',
    baselines: baselines as unknown as JsonObject[],
    conditions: [
      condition(
        'Ready',
        'True',
        current?.rollback === true ? 'RolledBack' : 'Applied',
        `revision ${current?.revision} is applied`,
        client.now(),
      ),
      condition('Interrupted', 'False', 'Finished', '', client.now()),
    ],
  };
}

/** Records that an apply ended before its end: what, for the next apply and for people. */
export async function fail(
  context: TargetContext,
  release: Release,
  failure: PlumblineError,
  hasPending: boolean,
): Promise<Release> {
  const { client } = context;
  const phase = failure.code === 'CANCELLED' ? 'cancelled' : 'failed';
  const { object, message } = failure;
  const said = object === undefined || message.startsWith(object) ? message : `${object}: ${message}`;
  const here = hasPending ? await setPhase(client, release, phase, said) : release;
  const { revision, objects, baselines, commit } = here.status;
  return writeStatus(client, here, 'plumbline-apply', {
    ...(revision !== undefined && { revision }),
    ...(objects !== undefined && { objects }),
    ...(commit !== undefined && { commit }),
    ...(baselines !== undefined && { baselines }),
    conditions: [
      condition('Ready', 'False', phase === 'failed' ? 'ApplyFailed' : 'Cancelled', said, client.now()),
      condition('Interrupted', hasPending ? 'True' : 'False', phase, '', client.now()),
    ],
  });
}

function condition(
  type: string,
  status: 'True' | 'False',
  reason: string,
  message: string,
  now: number,
): JsonObject {
  const lastTransitionTime = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  return { type, status, reason: reason === '' ? 'None' : reason, message, lastTransitionTime };
}
