import { kindKey } from './identity.ts';
import { field, stringField } from './json.ts';
import { kinds, plainKinds } from './structure.generated.ts';
import type { KubeObject } from './types.ts';

/** Whether a kind is namespaced; undefined where that is not known. */
export type Scopes = (group: string, kind: string) => boolean | undefined;

// Kubernetes 1.34, `kubectl api-resources --namespaced=false`; by kindKey.
const clusterScoped = new Set([
  'ComponentStatus',
  'Namespace',
  'Node',
  'PersistentVolume',
  'MutatingAdmissionPolicy.admissionregistration.k8s.io',
  'MutatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  'MutatingWebhookConfiguration.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicy.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'APIService.apiregistration.k8s.io',
  'SelfSubjectReview.authentication.k8s.io',
  'TokenReview.authentication.k8s.io',
  'SelfSubjectAccessReview.authorization.k8s.io',
  'SelfSubjectRulesReview.authorization.k8s.io',
  'SubjectAccessReview.authorization.k8s.io',
  'CertificateSigningRequest.certificates.k8s.io',
  'ClusterTrustBundle.certificates.k8s.io',
  'FlowSchema.flowcontrol.apiserver.k8s.io',
  'PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io',
  'StorageVersion.internal.apiserver.k8s.io',
  'IPAddress.networking.k8s.io',
  'IngressClass.networking.k8s.io',
  'ServiceCIDR.networking.k8s.io',
  'RuntimeClass.node.k8s.io',
  'PodSecurityPolicy.policy',
  'ClusterRole.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
  'DeviceClass.resource.k8s.io',
  'DeviceTaintRule.resource.k8s.io',
  'ResourceSlice.resource.k8s.io',
  'PriorityClass.scheduling.k8s.io',
  'CSIDriver.storage.k8s.io',
  'CSINode.storage.k8s.io',
  'StorageClass.storage.k8s.io',
  'VolumeAttachment.storage.k8s.io',
  'VolumeAttributesClass.storage.k8s.io',
  'StorageVersionMigration.storagemigration.k8s.io',
]);

let all: Set<string> | undefined;
let groups: Map<string, string[]> | undefined;

/** Every `apiVersion kind` of Kubernetes itself. */
export function builtinKinds(): ReadonlySet<string> {
  all ??= new Set([...Object.keys(kinds), ...plainKinds]);
  return all;
}

/** The kinds of Kubernetes itself by group. */
export function builtinGroups(): ReadonlyMap<string, string[]> {
  if (groups !== undefined) return groups;
  groups = new Map();
  for (const entry of builtinKinds()) {
    const [apiVersion = '', kind = ''] = entry.split(' ');
    const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
    const known = groups.get(group) ?? [];
    if (!known.includes(kind)) groups.set(group, [...known, kind]);
  }
  return groups;
}

/** The scope of a kind of Kubernetes itself. */
export const builtinScope: Scopes = (group, kind) => {
  if (clusterScoped.has(kindKey({ group, kind }))) return false;
  return builtinGroups().get(group)?.includes(kind) === true ? true : undefined;
};

/** The scopes of the kinds that the CustomResourceDefinitions among these objects define. */
export function definedScopes(objects: readonly KubeObject[]): Scopes {
  const scopes = new Map<string, boolean>();
  for (const { apiVersion, kind, spec } of objects) {
    if (kind !== 'CustomResourceDefinition' || !apiVersion.startsWith('apiextensions.k8s.io/')) continue;
    const [group, defined] = [stringField(spec, 'group'), stringField(spec, 'names', 'kind')];
    if (group === undefined || defined === undefined) continue;
    scopes.set(kindKey({ group, kind: defined }), field(spec, 'scope') === 'Namespaced');
  }
  return (group, kind) => scopes.get(kindKey({ group, kind }));
}
