import { versionOf } from '../../../src/manifests/identity.ts';
import { normalise } from '../../../src/manifests/normalise.ts';
import type { ApiResource, KubeObject } from '../../../src/manifests/types.ts';
import type { Kind, Shape } from './shapes.ts';

/** A place in the world that holds one object or none: of Git's, of others', or of both. */
export interface Slot {
  kind: Kind;
  name: string;
}

/** Two ConfigMaps, one of everything else. */
export const slots: readonly Slot[] = [
  { kind: 'ConfigMap', name: 'settings' },
  { kind: 'ConfigMap', name: 'flags' },
  { kind: 'Secret', name: 'token' },
  { kind: 'Service', name: 'web' },
  { kind: 'Deployment', name: 'web' },
  { kind: 'ServiceAccount', name: 'runner' },
  { kind: 'Gadget', name: 'machine' },
  { kind: 'ClusterRole', name: 'reader' },
  { kind: 'ClusterRoleBinding', name: 'readers' },
];

const core = (kind: string, plural: string): ApiResource => ({
  group: '',
  version: 'v1',
  kind,
  plural,
  namespaced: true,
});
const rbac = { group: 'rbac.authorization.k8s.io', version: 'v1', namespaced: false };

export const resources: Record<Kind, ApiResource> = {
  ConfigMap: core('ConfigMap', 'configmaps'),
  Secret: core('Secret', 'secrets'),
  Service: core('Service', 'services'),
  Deployment: { group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespaced: true },
  ServiceAccount: core('ServiceAccount', 'serviceaccounts'),
  Gadget: { group: 'histories.test', version: 'v1', kind: 'Gadget', plural: 'gadgets', namespaced: true },
  ClusterRole: { ...rbac, kind: 'ClusterRole', plural: 'clusterroles' },
  ClusterRoleBinding: { ...rbac, kind: 'ClusterRoleBinding', plural: 'clusterrolebindings' },
};

/** The resource of an object in its own version. */
export function resourceOf({ apiVersion, kind }: KubeObject): ApiResource {
  return { ...resources[kind as Kind], version: versionOf(apiVersion) };
}

/** Name and namespace of a slot's object; those without a namespace bear it in their name. */
export function nameOf({ kind, name }: Slot, namespace: string): { name: string; namespace?: string } {
  return resources[kind].namespaced ? { name, namespace } : { name: `${namespace}-${name}` };
}

/** The object of a slot, as a renderer hands manifests over. */
export function objectOf(slot: Slot, shape: Shape, namespace: string): KubeObject {
  const { labels, annotations, ...body } = shape;
  const { group, version, kind } = resources[slot.kind];
  return normalise({
    apiVersion: group === '' ? version : `${group}/${version}`,
    kind,
    metadata: {
      ...nameOf(slot, namespace),
      ...(labels !== undefined && { labels }),
      ...(annotations !== undefined && { annotations }),
    },
    ...body,
  });
}
