import pMap from 'p-map';
import type { ClusterClient } from '../cluster/types.ts';
import { baselineOf } from '../drift/check.ts';
import type { ObjectDrift } from '../drift/types.ts';
import { PlumblineError, toPlumblineError } from '../errors/error.ts';
import { idKey } from '../manifests/identity.ts';
import type { JsonObject, KubeObject, Manifest } from '../manifests/types.ts';
import { objectPolicy } from '../plan/policy.ts';
import type { Decision } from '../plan/situation.ts';
import { writeStatus } from '../release/status.ts';
import { storeBaselines } from '../release/stored-chunks.ts';
import type { Baseline, Release } from '../release/types.ts';
import { concurrency } from './context.ts';
import type { DriftCheck } from './drift.ts';
import type { Lock } from './lease.ts';
import { writeStep } from './write.ts';

/** States that a revert mends; all others only an apply, or a person, may. */
const revertible = new Set<ObjectDrift['state']>(['drifted', 'missing', 'ownership-lost']);

/** Whether a revert would write this object: mendable, and not left alone by its own annotation. */
export function isRevertible(check: DriftCheck, drift: ObjectDrift): boolean {
  if (!revertible.has(drift.state) || drift.error !== undefined) return false;
  const manifest = check.decisions.get(idKey(drift.id))?.desired;
  return manifest !== undefined && objectPolicy.drift(manifest.object) === undefined;
}

/**
 * Pulls drift back to the release: writes only what drifted, creates what is missing, never deletes. Each
 * object that cannot be reverted says why and leaves the others untouched. A signal stops between two of them.
 */
export async function revert(
  client: ClusterClient,
  record: ClusterClient,
  release: Release,
  check: DriftCheck,
  lease: Lock,
  signal?: AbortSignal,
): Promise<void> {
  const renewed = new Map<string, Baseline>();
  const guarded = lease.guard(client);
  await lease.verify();
  await pMap(
    check.report.objects.filter((drift) => isRevertible(check, drift)),
    async (drift) => {
      if (signal?.aborted === true) return;
      const decision = check.decisions.get(idKey(drift.id)) as Decision;
      try {
        const resource = check.resources.of((decision.desired as Manifest).object);
        if (resource === undefined)
          throw new PlumblineError('UNKNOWN_KIND', `${drift.id.kind} is not served`);
        const step = { decision: withUid(decision), action: 'restore' as const };
        const written = await writeStep(guarded, step, resource, check.situation);
        if (written.baseline !== undefined) renewed.set(decision.key, written.baseline);
        drift.reverted = true;
        check.report.reverted += 1;
      } catch (thrown) {
        const error = toPlumblineError(thrown);
        if (error.code === 'LOCK_LOST') throw error;
        drift.reverted = false;
        drift.error = error.message;
      }
    },
    { concurrency },
  );
  await renewBaselines(lease.guard(record), release, check, renewed);
}

/** A uid in what is sent keeps an object deleted in between from being made anew by accident. */
function withUid(decision: Decision): Decision {
  const { live, send } = decision;
  if (live === undefined || send === undefined || typeof live.metadata.uid !== 'string') return decision;
  const guarded: KubeObject = { ...send, metadata: { ...send.metadata, uid: live.metadata.uid } };
  return { ...decision, send: guarded };
}

/** What was written, and what looked suspect without being it, is judged by what it is now. */
export async function renewBaselines(
  client: ClusterClient,
  release: Release,
  check: DriftCheck,
  written: ReadonlyMap<string, Baseline>,
): Promise<void> {
  if (written.size === 0 && check.renewed.length === 0) return;
  const baselines = new Map([...release.baselines, ...written]);
  for (const { key, desired, live } of check.renewed) {
    if (desired !== undefined && live !== undefined) baselines.set(key, baselineOf(desired, live));
  }
  const refs = await storeBaselines(client, release, baselines);
  await writeStatus(client, release, 'plumbline-apply', {
    ...ownStatus(release),
    baselines: refs as unknown as JsonObject[],
  });
}

/** The parts of the status that an apply wrote: server-side apply drops what is not sent again. */
function ownStatus(release: Release): JsonObject {
  const { revision, objects, commit, conditions } = release.status;
  const owned = Array.isArray(conditions)
    ? conditions.filter((one) => {
        const type = (one as { type?: string }).type;
        return type === 'Ready' || type === 'Interrupted';
      })
    : undefined;
  return {
    ...(revision !== undefined && { revision }),
    ...(objects !== undefined && { objects }),
    ...(commit !== undefined && { commit }),
    ...(owned !== undefined && { conditions: owned }),
  };
}
