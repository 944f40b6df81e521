import { annotationOf } from '../manifests/identity.ts';
import { field, stringField } from '../manifests/json.ts';
import type { KubeObject, ObjectId } from '../manifests/types.ts';

/** The per-object annotations, from the manifest in Git. */
export const objectPolicy = {
  skipsApply: (object: KubeObject): boolean => annotationOf(object, 'plumbline.dev/apply') === 'skip',
  keepsOnPrune: (object: KubeObject): boolean => annotationOf(object, 'plumbline.dev/prune') === 'keep',
  allowsReplace: (object: KubeObject): boolean => annotationOf(object, 'plumbline.dev/replace') === 'allow',
  drift: (object: KubeObject): 'warn' | 'off' | undefined => {
    const value = annotationOf(object, 'plumbline.dev/drift');
    return value === 'warn' || value === 'off' ? value : undefined;
  },
};

const destructive = new Set([
  'Namespace',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'StatefulSet.apps',
]);

/** Kinds whose deletion may delete data: only with consent, and never recreated without it. */
export function holdsData(id: ObjectId): boolean {
  return destructive.has(id.group === '' ? id.kind : `${id.kind}.${id.group}`);
}

/** Kinds whose disappearance the guard must not mend: what they held is gone with them. */
export function isLostWhenMissing(id: ObjectId): boolean {
  return holdsData(id) && id.kind !== 'StatefulSet';
}

/** A Job, or a Pod that is not kept running, ends and is cleaned away: its absence is no drift. */
export function mayBeFinished(object: KubeObject): boolean {
  if (object.kind === 'Job' && object.apiVersion.startsWith('batch/')) return true;
  if (object.kind !== 'Pod' || object.apiVersion !== 'v1') return false;
  const policy = stringField(field(object, 'spec'), 'restartPolicy') ?? 'Always';
  return policy !== 'Always';
}
