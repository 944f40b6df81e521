import { randomBytes } from 'node:crypto';
import type { ClusterClient } from '../cluster/types.ts';
import { toPlumblineError } from '../errors/error.ts';
import type { ApiResource } from '../manifests/types.ts';
import { apiVersion, pausedUntilAnnotation, pauseReasonAnnotation, releaseResource } from './id.ts';
import type { Release } from './types.ts';

const eventResource: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  namespaced: true,
};

export interface NewPause {
  /** RFC 3339. */
  until: string;
  reason: string;
  actor?: string;
}

/** Pauses a release: kept as annotations, so that kubectl can do the same; always makes an Event. */
export async function setPause(client: ClusterClient, release: Release, pause: NewPause): Promise<void> {
  const annotations = { [pausedUntilAnnotation]: pause.until, [pauseReasonAnnotation]: pause.reason };
  await client.patch(
    releaseResource,
    release,
    'merge',
    { metadata: { annotations } },
    { fieldManager: 'plumbline-pause' },
  );
  const by = pause.actor === undefined ? '' : ` by ${pause.actor}`;
  await tell(client, release, 'Paused', `paused${by} until ${pause.until}: ${pause.reason}`);
}

/** Ends a pause. */
export async function clearPause(client: ClusterClient, release: Release, actor?: string): Promise<void> {
  const annotations = { [pausedUntilAnnotation]: null, [pauseReasonAnnotation]: null };
  await client.patch(
    releaseResource,
    release,
    'merge',
    { metadata: { annotations } },
    { fieldManager: 'plumbline-pause' },
  );
  await tell(client, release, 'Resumed', actor === undefined ? 'resumed' : `resumed by ${actor}`);
}

async function tell(client: ClusterClient, release: Release, reason: string, message: string): Promise<void> {
  const time = new Date(client.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  const { name, namespace, uid } = release;
  try {
    await client.create(eventResource, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${randomBytes(8).toString('hex')}`, namespace },
      involvedObject: { apiVersion, kind: releaseResource.kind, name, namespace, uid },
      reason,
      message,
      type: 'Normal',
      source: { component: 'plumbline' },
      firstTimestamp: time,
      lastTimestamp: time,
      count: 1,
    });
  } catch (thrown) {
    // The pause stands; a login that may not make Events must not undo it.
    if (toPlumblineError(thrown).code !== 'FORBIDDEN') throw thrown;
  }
}
