import pMap from 'p-map';
import type { ClusterClient } from '../cluster/types.ts';
import { until } from '../cluster/until.ts';
import { toPlumblineError } from '../errors/error.ts';
import { displayId } from '../manifests/identity.ts';
import type { ApiResource, KubeObject } from '../manifests/types.ts';
import { stageOf, stages } from '../plan/order.ts';
import { isMember, type Membership } from '../plan/ownership.ts';
import type { Tombstone } from '../release/types.ts';
import { concurrency } from './context.ts';
import type { ResourceMap } from './resources.ts';
import { ServedKinds } from './served.ts';
import type { Progress } from './types.ts';

export interface PruneContext {
  /** Asks the lease before each deletion. */
  client: ClusterClient;
  resources: ResourceMap;
  /** Whose label makes an object ours to delete. */
  membership: Membership;
  progress: Progress;
  timeoutMs: number;
  /** Stops between two deletions, and while one is waited for. */
  signal?: AbortSignal | undefined;
}

export interface PruneOutcome {
  /** Not gone yet, or not deletable: kept as tombstones. */
  remaining: Tombstone[];
  warnings: string[];
}

/**
 * Deletes what left the set: the very objects (uid) that were looked at and that still carry our label, stage by
 * stage, the last one first. What finalizers hold stays a tombstone, and so does all that was to follow it:
 * whoever is to take the finalizers away may need it.
 */
export async function prune(context: PruneContext, tombstones: readonly Tombstone[]): Promise<PruneOutcome> {
  const outcome: PruneOutcome = { remaining: [], warnings: [] };
  if (tombstones.length === 0) return outcome;
  const message = tombstones.length === 1 ? 'deleting 1 object' : `deleting ${tombstones.length} objects`;
  context.progress({ type: 'phase', phase: 'prune', message });
  const keep = (tombstone: Tombstone, why: string): void => {
    const warning = `${displayId(tombstone)}: ${why}`;
    outcome.remaining.push(tombstone);
    outcome.warnings.push(warning);
    context.progress({ type: 'warning', message: warning });
  };
  const within = { ...context, served: new ServedKinds(context.client) };
  let stopped = 0;
  const inStages = Map.groupBy(tombstones, stageOf);
  let isHeld = false;
  for (const stage of stages.toReversed()) {
    const group = inStages.get(stage) ?? [];
    if (isHeld) {
      for (const tombstone of group) keep(tombstone, 'is not deleted before what finalizers hold is gone');
      continue;
    }
    await pMap(
      group,
      async (tombstone) => {
        const state = context.signal?.aborted === true ? 'stopped' : await remove(within, tombstone);
        if (state === 'gone') return;
        if (state === 'stopped') {
          stopped += 1;
          outcome.remaining.push(tombstone);
          return;
        }
        isHeld ||= state === 'held';
        keep(
          tombstone,
          state === 'held'
            ? 'is being deleted and finalizers hold it; the next apply looks again'
            : state.why,
        );
      },
      { concurrency },
    );
  }
  if (stopped > 0) {
    const objects = stopped === 1 ? '1 object was' : `${stopped} objects were`;
    outcome.warnings.push(`stopped by a signal before ${objects} gone`);
  }
  return outcome;
}

/** Deletes one object. What keeps it from being deleted leaves the others untouched. @throws LOCK_LOST */
async function remove(
  context: PruneContext & Finding,
  tombstone: Tombstone,
): Promise<'gone' | 'held' | 'stopped' | { why: string }> {
  const { client } = context;
  try {
    const found = await findTombstone(context, tombstone);
    if (found === undefined || !isMember(found.live, context.membership)) return 'gone';
    const { live, resource } = found;
    const { uid } = live.metadata;
    if (typeof uid !== 'string' || (tombstone.uid !== undefined && uid !== tombstone.uid)) return 'gone';
    const state = await client.delete(resource, tombstone, { uid });
    context.progress({ type: 'object', id: tombstone, action: 'delete', outcome: 'done' });
    if (state !== 'deleting') return 'gone';
    const isGone = async (): Promise<boolean> =>
      (await client.get(resource, tombstone))?.metadata.uid !== uid;
    return (await until(context.timeoutMs, isGone, context.signal)) ? 'gone' : 'held';
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (error.code === 'LOCK_LOST') throw error;
    if (context.signal?.aborted === true) return 'stopped';
    // Somebody else was quicker: deleted, or deleted and made anew, which is not ours.
    if (error.code === 'NOT_FOUND' || error.code === 'CONFLICT') return 'gone';
    return { why: `could not be deleted: ${error.message}` };
  }
}

/** What it takes to find an object that is to be deleted. */
type Finding = Pick<PruneContext, 'client' | 'resources'> & { served: ServedKinds };

/** The object as it is now. Not found is gone only where its kind is served so: it may be there in another version. */
export async function findTombstone(
  { client, resources, served }: Finding,
  tombstone: Tombstone,
): Promise<{ live: KubeObject; resource: ApiResource } | undefined> {
  const known = resources.ofId(tombstone);
  const live = known && (await client.get(known, tombstone));
  if (known !== undefined && live !== undefined) return { live, resource: known };
  const resource = await served.resource(tombstone, known?.version ?? tombstone.version);
  if (resource === undefined || resource.version === known?.version) return undefined;
  const other = await client.get(resource, tombstone);
  return other && { live: other, resource };
}
