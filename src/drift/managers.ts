/**
 * Managers of Kubernetes itself and of well-known controllers: what they add beside our fields is their
 * work, not somebody's meddling. `*` ends a name that goes on.
 */
const controllers = [
  'kube-controller-manager',
  'kube-scheduler',
  'kube-apiserver',
  'kubelet',
  'kubelite',
  'cloud-controller-manager',
  'horizontal-pod-autoscaler',
  'vpa-*',
  'cluster-autoscaler',
  'karpenter',
  'cainjector',
  'cert-manager-*',
  'external-dns',
  'external-provisioner',
  'csi-*',
  'endpoint-controller',
  'endpointslice-controller',
];

const ours = ['plumbline', 'plumbline-*'];

const isAmong = (names: readonly string[], manager: string): boolean =>
  names.some((name) => (name.endsWith('*') ? manager.startsWith(name.slice(0, -1)) : manager === name));

export const isController = (manager: string): boolean => isAmong(controllers, manager);

/** Plumbline under any of its names: the release's own fields, handed-over and taken-over ones. */
export const isOurs = (manager: string): boolean => isAmong(ours, manager);
