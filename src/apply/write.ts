import type { ClusterClient, ObjectName } from '../cluster/types.ts';
import { until } from '../cluster/until.ts';
import { baselineOf } from '../drift/check.ts';
import { ignorePatterns } from '../drift/ignore.ts';
import { PlumblineError } from '../errors/error.ts';
import { displayId } from '../manifests/identity.ts';
import type { ApiResource, KubeObject, Manifest } from '../manifests/types.ts';
import type { Step } from '../plan/assemble.ts';
import { fieldManager, leftovers, mayHaveLeftovers } from '../plan/leftovers.ts';
import { sending, withMembership } from '../plan/send.ts';
import type { Decision, Situation } from '../plan/situation.ts';
import { takeoverPatch } from '../plan/takeover.ts';
import type { Baseline } from '../release/types.ts';
import { forget } from './forget.ts';
import { guardedPatch } from './guarded-patch.ts';
import { handOver } from './handover.ts';
import { tracked } from './tracked.ts';

export interface Written {
  /** The new baseline; none for what is forgotten. */
  baseline?: Baseline;
  object?: KubeObject;
  warnings: string[];
}

export type WriteSituation = Pick<Situation, 'target' | 'membership' | 'structure'>;

/** Carries out one step that writes: everything but deletions of the prune. */
export async function writeStep(
  client: ClusterClient,
  step: Step,
  resource: ApiResource,
  situation: WriteSituation,
): Promise<Written> {
  const { decision, action } = step;
  if (action === 'forget') {
    if (decision.live !== undefined) await forget(client, resource, decision.live, situation.membership);
    return { warnings: [] };
  }
  const desired = decision.desired as Manifest;
  if (action === 'replace' && decision.live !== undefined) {
    await deleteAndAwait(client, resource, decision.live);
    return create(client, resource, desired, situation);
  }
  if (decision.ending !== undefined) await awaitEnd(client, resource, decision.ending);
  if (decision.live === undefined) return create(client, resource, desired, situation);
  const taken = await takeOver(client, resource, decision, decision.live, situation.target);
  await handOver(client, resource, taken, decision.handover);
  const { object, warnings } = await client.apply(resource, decision.send as KubeObject);
  return { ...(await handNewOver(client, resource, desired, object, situation)), warnings };
}

/** Makes ours what leaves Git and, by now, only managers of the takeover list hold beside us. */
async function takeOver(
  client: ClusterClient,
  resource: ApiResource,
  decision: Decision,
  live: KubeObject,
  { takeover, ignore }: Pick<Situation['target'], 'takeover' | 'ignore'>,
): Promise<KubeObject> {
  if (!mayHaveLeftovers(decision)) return live;
  const owned = await guardedPatch(client, resource, live, fieldManager, async (found) => {
    const now = await tracked(client, resource, decision, found);
    const { take } = leftovers(decision, now, takeover, ignorePatterns(ignore, decision.id, now));
    return take.length === 0 ? [] : takeoverPatch(now, take, takeover);
  });
  return owned ?? live;
}

async function create(
  client: ClusterClient,
  resource: ApiResource,
  desired: Manifest,
  situation: WriteSituation,
): Promise<Written> {
  const whole = withMembership(desired.object, situation.membership);
  const { object, warnings } = await client.apply(resource, whole);
  return { ...(await handNewOver(client, resource, desired, object, situation)), warnings };
}

/** A new object, or a new item of a list, is made whole; what is ignored of it is handed over then. */
async function handNewOver(
  client: ClusterClient,
  resource: ApiResource,
  desired: Manifest,
  applied: KubeObject,
  { target, membership, structure }: WriteSituation,
): Promise<Required<Pick<Written, 'baseline' | 'object'>>> {
  const { apiVersion, kind } = desired.object;
  const rest = sending(desired, membership, target.ignore, applied, structure(apiVersion, kind));
  if (rest.handover.length === 0) return { baseline: baselineOf(desired, applied), object: applied };
  await handOver(client, resource, applied, rest.handover);
  const { object } = await client.apply(resource, rest.object);
  return { baseline: baselineOf(desired, object), object };
}

/** Deletes the very object that was looked at, and waits until it is gone, dependents first. */
async function deleteAndAwait(client: ClusterClient, resource: ApiResource, live: KubeObject): Promise<void> {
  const { uid } = live.metadata;
  const options = { propagation: 'Foreground' as const, ...(typeof uid === 'string' && { uid }) };
  const state = await client.delete(resource, nameOf(live), options);
  if (state === 'deleting') await awaitEnd(client, resource, live);
}

const endsWithinMs = 60_000;

/** Waits until this very object, which is being deleted, is gone. @throws DELETE_STUCK */
async function awaitEnd(client: ClusterClient, resource: ApiResource, ending: KubeObject): Promise<void> {
  const at = nameOf(ending);
  const gone = await until(endsWithinMs, async () => {
    const now = await client.get(resource, at);
    return now === undefined || now.metadata.uid !== ending.metadata.uid;
  });
  if (gone) return;
  throw new PlumblineError('DELETE_STUCK', 'is being deleted and finalizers hold it', {
    object: displayId({ group: resource.group, kind: resource.kind, ...at }),
    remedy: 'Find out what its finalizers wait for (kubectl get -o yaml), then apply again.',
  });
}

const nameOf = ({ metadata: { name, namespace } }: KubeObject): ObjectName => ({
  name,
  ...(typeof namespace === 'string' && { namespace }),
});
