import { nearest } from '../config/nearest.ts';
import { groupOf } from '../manifests/identity.ts';
import { builtinGroups, builtinKinds } from '../manifests/scope.ts';
import type { KubeObject } from '../manifests/types.ts';
import type { Complaint } from './report.ts';

/**
 * API versions that left Kubernetes: the minor version that no longer serves them, and what to write instead.
 * Source: kubernetes.io/docs/reference/using-api/deprecation-guide.
 */
const removed: [apiVersion: string, kinds: RegExp, minor: number, instead: string | undefined][] = [
  ['extensions/v1beta1', /^(?:Deployment|DaemonSet|ReplicaSet)$/, 16, 'apps/v1'],
  ['extensions/v1beta1', /^NetworkPolicy$/, 16, 'networking.k8s.io/v1'],
  ['extensions/v1beta1', /^Ingress$/, 22, 'networking.k8s.io/v1'],
  ['extensions/v1beta1', /^PodSecurityPolicy$/, 16, undefined],
  ['apps/v1beta1', /./, 16, 'apps/v1'],
  ['apps/v1beta2', /./, 16, 'apps/v1'],
  ['networking.k8s.io/v1beta1', /^Ingress(?:Class)?$/, 22, 'networking.k8s.io/v1'],
  ['rbac.authorization.k8s.io/v1alpha1', /./, 22, 'rbac.authorization.k8s.io/v1'],
  ['rbac.authorization.k8s.io/v1beta1', /./, 22, 'rbac.authorization.k8s.io/v1'],
  ['apiextensions.k8s.io/v1beta1', /./, 22, 'apiextensions.k8s.io/v1'],
  ['apiregistration.k8s.io/v1beta1', /./, 22, 'apiregistration.k8s.io/v1'],
  ['admissionregistration.k8s.io/v1beta1', /WebhookConfiguration$/, 22, 'admissionregistration.k8s.io/v1'],
  ['admissionregistration.k8s.io/v1beta1', /^Validating/, 34, 'admissionregistration.k8s.io/v1'],
  ['certificates.k8s.io/v1beta1', /^CertificateSigningRequest$/, 22, 'certificates.k8s.io/v1'],
  ['coordination.k8s.io/v1beta1', /^Lease$/, 22, 'coordination.k8s.io/v1'],
  ['scheduling.k8s.io/v1beta1', /./, 22, 'scheduling.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', /^CSIStorageCapacity$/, 27, 'storage.k8s.io/v1'],
  [
    'storage.k8s.io/v1beta1',
    /^(?:StorageClass|CSIDriver|CSINode|VolumeAttachment)$/,
    22,
    'storage.k8s.io/v1',
  ],
  ['batch/v1beta1', /^CronJob$/, 25, 'batch/v1'],
  ['discovery.k8s.io/v1beta1', /./, 25, 'discovery.k8s.io/v1'],
  ['events.k8s.io/v1beta1', /./, 25, 'events.k8s.io/v1'],
  ['policy/v1beta1', /^PodDisruptionBudget$/, 25, 'policy/v1'],
  ['policy/v1beta1', /^PodSecurityPolicy$/, 25, undefined],
  ['node.k8s.io/v1beta1', /./, 25, 'node.k8s.io/v1'],
  ['autoscaling/v2beta1', /./, 25, 'autoscaling/v2'],
  ['autoscaling/v2beta2', /./, 26, 'autoscaling/v2'],
  ['flowcontrol.apiserver.k8s.io/v1beta1', /./, 26, 'flowcontrol.apiserver.k8s.io/v1'],
  ['flowcontrol.apiserver.k8s.io/v1beta2', /./, 29, 'flowcontrol.apiserver.k8s.io/v1'],
  ['flowcontrol.apiserver.k8s.io/v1beta3', /./, 32, 'flowcontrol.apiserver.k8s.io/v1'],
];

/** Still served, but on the way out. */
const deprecated: Record<string, string> = {
  'v1 ComponentStatus': 'Nothing replaces it: ask the components themselves.',
  'v1 Endpoints': 'Write a discovery.k8s.io/v1 EndpointSlice.',
};

/** Whether Kubernetes has the object's kind at its apiVersion: removed, deprecated, mistyped. */
export function checkApiVersion(object: KubeObject, kubernetesVersion?: string): Complaint[] {
  const { apiVersion, kind } = object;
  const gone = removed.find(([version, kinds]) => version === apiVersion && kinds.test(kind));
  if (gone !== undefined) return [removedComplaint(object, gone[2], gone[3], kubernetesVersion)];
  const remedy = deprecated[`${apiVersion} ${kind}`];
  if (remedy !== undefined) {
    return [complaint('warning', 'DEPRECATED_API', `${kind} of ${apiVersion} is deprecated`, remedy)];
  }
  return builtinKinds().has(`${apiVersion} ${kind}`) ? [] : unknownKind(apiVersion, kind);
}

function removedComplaint(
  { apiVersion, kind }: KubeObject,
  minor: number,
  instead: string | undefined,
  kubernetesVersion: string | undefined,
): Complaint {
  const target = kubernetesVersion === undefined ? undefined : Number(kubernetesVersion.split('.')[1]);
  const message = `Kubernetes 1.${minor} and later do not serve ${kind} of ${apiVersion}`;
  const remedy = instead === undefined ? 'Remove it: nothing replaces it.' : `Write apiVersion: ${instead}`;
  return complaint(
    target !== undefined && target >= minor ? 'error' : 'warning',
    'REMOVED_API',
    message,
    remedy,
  );
}

// A kind of Kubernetes itself that we do not know may be newer than this table; a group without a dot that
// nobody knows is a mistake, because those of custom resources have one.
function unknownKind(apiVersion: string, kind: string): Complaint[] {
  const group = groupOf(apiVersion);
  const groups = builtinGroups();
  const known = groups.get(group);
  if (known === undefined && group.includes('.')) return [];
  if (known === undefined) {
    const near = nearest(group, [...groups.keys()].filter(Boolean)) ?? groupWith(kind);
    const message = `Kubernetes has no API group ${group}`;
    const remedy = near === undefined ? 'Correct apiVersion.' : `Did you mean ${near}/v1?`;
    return [complaint('error', 'UNKNOWN_API', message, remedy)];
  }
  const versions = [...builtinKinds()].filter(
    (entry) => groupOf(entry) === group && entry.endsWith(` ${kind}`),
  );
  const message = `${kind} of ${apiVersion} is not known to Kubernetes 1.34`;
  const [version] = versions;
  const near = version?.split(' ')[0] ?? elsewhere(kind);
  if (near !== undefined)
    return [complaint('warning', 'UNKNOWN_API', message, `Did you mean apiVersion: ${near}?`)];
  const other = nearest(kind, known);
  const remedy = other === undefined ? 'Correct apiVersion and kind.' : `Did you mean kind: ${other}?`;
  return [{ ...complaint('warning', 'UNKNOWN_API', message, remedy), path: ['kind'] }];
}

/** The apiVersion at which Kubernetes has a kind. */
function elsewhere(kind: string): string | undefined {
  return [...builtinKinds()].find((entry) => entry.endsWith(` ${kind}`))?.split(' ')[0];
}

function groupWith(kind: string): string | undefined {
  const apiVersion = elsewhere(kind);
  const group = apiVersion === undefined ? '' : groupOf(apiVersion);
  return group === '' ? undefined : group;
}

const complaint = (
  severity: Complaint['severity'],
  code: string,
  message: string,
  remedy: string,
): Complaint => ({
  severity,
  code,
  path: ['apiVersion'],
  message,
  remedy,
});
