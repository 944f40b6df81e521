import { createHash } from 'node:crypto';
import { stringField } from '../manifests/json.ts';
import type { ApiResource, KubeObject } from '../manifests/types.ts';

export const group = 'plumbline.dev';
export const apiVersion = `${group}/v1alpha1`;

export const releaseResource: ApiResource = {
  group,
  version: 'v1alpha1',
  kind: 'Release',
  plural: 'releases',
  namespaced: true,
};

/** Labels and annotations of the ApplySet specification (KEP-3659), in kubectl's strings. */
export const applyset = {
  partOf: 'applyset.kubernetes.io/part-of',
  id: 'applyset.kubernetes.io/id',
  isParentType: 'applyset.kubernetes.io/is-parent-type',
  tooling: 'applyset.kubernetes.io/tooling',
  containsGroupKinds: 'applyset.kubernetes.io/contains-group-kinds',
  additionalNamespaces: 'applyset.kubernetes.io/additional-namespaces',
} as const;

/** On the Release. */
export const pausedUntilAnnotation = 'plumbline.dev/paused-until';
export const pauseReasonAnnotation = 'plumbline.dev/pause-reason';
/** On every chunk: the release it belongs to. */
export const chunkLabel = 'plumbline.dev/chunk-of';

/** The ApplySet id of a release: kubectl's `applyset-<base64url(sha256(name.namespace.kind.group))>-v1`. */
export function applysetId(name: string, namespace: string, kind = 'Release', ofGroup = group): string {
  const digest = createHash('sha256').update(`${name}.${namespace}.${kind}.${ofGroup}`).digest('base64url');
  return `applyset-${digest}-v1`;
}

/** Of an object as the server gave it. */
export const uidOf = ({ metadata }: KubeObject): string => stringField(metadata, 'uid') ?? '';
export const namespaceOf = ({ metadata }: KubeObject): string => stringField(metadata, 'namespace') ?? '';
