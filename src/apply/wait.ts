import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterClient } from '../cluster/types.ts';
import { health } from '../health/index.ts';
import { idKey, idOf } from '../manifests/identity.ts';
import type { KubeObject, ObjectId } from '../manifests/types.ts';
import { lookAgain } from './look-again.ts';
import type { ResourceMap } from './resources.ts';
import type { Progress } from './types.ts';

export interface Unready {
  id: ObjectId;
  message: string;
  failed: boolean;
}

/** Autoscalers are told, not waited for: without metrics they never get ready. */
const notAwaited = new Set(['HorizontalPodAutoscaler']);

/**
 * Waits until every object is current by kstatus' rules, one has failed, or the time is over. Each round
 * asks only for those that are not ready yet.
 * @returns what is not ready; empty when all is well
 */
export async function waitHealthy(
  client: ClusterClient,
  resources: ResourceMap,
  objects: readonly KubeObject[],
  options: { timeoutMs: number; applysetId: string; progress: Progress; signal?: AbortSignal },
): Promise<Unready[]> {
  const end = performance.now() + options.timeoutMs;
  const total = objects.length;
  let unready = objects.flatMap((object) => judge(object));
  for (let pause = 100; unready.length > 0; pause = Math.min(pause * 1.5, 1000)) {
    options.progress({ type: 'waiting', ready: total - unready.length, total, unready });
    if (unready.some(({ failed }) => failed) || performance.now() + pause > end) return unready;
    await sleep(pause, undefined, options.signal === undefined ? {} : { signal: options.signal });
    const ids = unready.map(({ id }) => id);
    const now = await lookAgain(client, resources, ids, options.applysetId);
    unready = unready.flatMap((one) => {
      const object = now.get(idKey(one.id));
      return object === undefined ? [{ ...one, message: 'it is gone' }] : judge(object);
    });
  }
  options.progress({ type: 'waiting', ready: total, total, unready: [] });
  return [];
}

function judge(object: KubeObject): Unready[] {
  if (notAwaited.has(object.kind)) return [];
  const { status, message } = health(object);
  if (status === 'current') return [];
  return [{ id: idOf(object), message, failed: status === 'failed' }];
}

/** Autoscalers among the objects that cannot do their work, for a warning. */
export function autoscalerWarnings(objects: readonly KubeObject[]): { key: string; message: string }[] {
  return objects
    .filter((object) => notAwaited.has(object.kind))
    .flatMap((object) => {
      const { status, message } = health(object);
      return status === 'failed' ? [{ key: idKey(idOf(object)), message }] : [];
    });
}
