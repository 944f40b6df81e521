import type { ClusterClient } from '../cluster/types.ts';
import { field, stringField } from '../manifests/json.ts';
import type { ApiResource, KubeObject } from '../manifests/types.ts';

export const leaseResource: ApiResource = {
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  namespaced: true,
};

export const defaultLeaseMs = 30_000;

/** The lease of a release as it stands: who holds it, until when. */
export interface LeaseState {
  object: KubeObject;
  /** '' for nobody. */
  holder: string;
  /** Milliseconds since the epoch, by the API server's clock. */
  expires: number;
  /** When it was taken, as the server has it. */
  since: string;
}

export const leaseName = (release: string): string => `plr-${release}`;

export async function readLease(
  client: ClusterClient,
  release: { name: string; namespace: string },
): Promise<LeaseState | undefined> {
  const { name, namespace } = release;
  const object = await client.get(leaseResource, { namespace, name: leaseName(name) });
  return object === undefined ? undefined : stateOf(object);
}

export function stateOf(object: KubeObject): LeaseState {
  const seconds = field(object, 'spec', 'leaseDurationSeconds');
  const renewed = Date.parse(stringField(object, 'spec', 'renewTime') ?? '');
  const duration = typeof seconds === 'number' ? seconds * 1000 : defaultLeaseMs;
  return {
    object,
    holder: stringField(object, 'spec', 'holderIdentity') ?? '',
    expires: Number.isNaN(renewed) ? 0 : renewed + duration,
    since: stringField(object, 'spec', 'acquireTime') ?? '',
  };
}

/** Whether somebody holds the lease and has renewed it in time. */
export function isHeld(state: LeaseState | undefined, now: number): state is LeaseState {
  return state !== undefined && state.holder !== '' && state.expires > now;
}

export interface LeaseSpec {
  /** '' gives it back: an empty holderIdentity is invalid, so it is left out. */
  holder: string;
  durationMs: number;
  /** By the API server's clock. */
  now: number;
  /** When it was taken; default: now. */
  since?: string;
}

/** A Lease to send: a new one, or what is there with another spec. */
export function leaseObject(
  from: KubeObject | { name: string; namespace: string },
  { holder, durationMs, now, since }: LeaseSpec,
): KubeObject {
  const base: KubeObject =
    'metadata' in from
      ? (from as KubeObject)
      : {
          apiVersion: 'coordination.k8s.io/v1',
          kind: leaseResource.kind,
          metadata: { name: leaseName(String(from.name)), namespace: String(from.namespace) },
        };
  return {
    ...base,
    spec: {
      ...(holder !== '' && { holderIdentity: holder }),
      leaseDurationSeconds: Math.max(1, Math.ceil(durationMs / 1000)),
      acquireTime: since ?? microTime(now),
      renewTime: microTime(now),
    },
  };
}

/** MicroTime: six digits of fraction. */
const microTime = (now: number): string => new Date(now).toISOString().replace('Z', '000Z');
