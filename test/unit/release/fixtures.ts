import { idOf } from '../../../src/manifests/identity.ts';
import type { KubeObject, Manifest } from '../../../src/manifests/types.ts';
import type { NewPending } from '../../../src/release/transitions.ts';
import type { ObjectsRef, ReleasePolicy } from '../../../src/release/types.ts';

export const policy: ReleasePolicy = {
  prune: { enabled: true, maxDeletions: 10 },
  adopt: 'kubectl',
  takeover: ['kubectl-*'],
  wait: { enabled: true, timeout: 300_000 },
  onFailure: 'stop',
  onInterrupted: 'resume',
  drift: { mode: 'revert', foreign: 'warn' },
  ignore: [],
  allowDestroy: [],
};

export function manifest(kind: string, name: string, fields: Partial<KubeObject> = {}): Manifest {
  const object: KubeObject = { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' }, ...fields };
  return { id: idOf(object), object, source: { file: `${name}.yaml`, line: 1, document: 0 } };
}

export const configMap = (name: string, value = name): Manifest =>
  manifest('ConfigMap', name, { data: { value } });

export const secret = (name: string, value = name): Manifest =>
  manifest('Secret', name, { data: { value: Buffer.from(value).toString('base64') } });

const resource = (kind: string, plural: string) => ({
  group: '',
  version: 'v1',
  kind,
  plural,
  namespaced: true,
});

/** A revision to begin, as an apply would. */
export function begun(
  revision: number,
  commit: string,
  manifests: Manifest[],
  objects: ObjectsRef,
): NewPending {
  return {
    revision,
    source: { repository: 'acme/shop', commit },
    objects,
    manifests,
    policy,
    resources: [resource('ConfigMap', 'configmaps'), resource('Secret', 'secrets')],
    tombstones: [],
    phase: 'applying',
    time: '2026-11-24T12:00:00.000Z',
  };
}
