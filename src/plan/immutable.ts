import { kindKey } from '../manifests/identity.ts';
import type { KubeObject, ObjectId } from '../manifests/types.ts';
import type { GitField } from './situation.ts';

type Test = (path: readonly string[], live: KubeObject | undefined) => boolean;

const never: Test = () => false;
/** What any kind may refuse to change: all but labels, annotations and the like. */
const content: Test = (path) => path[0] !== 'f:metadata';
const under =
  (...names: string[]): Test =>
  (path) =>
    names.every((name, index) => path[index] === `f:${name}`);
/** All of `spec` but these fields. */
const specBut =
  (...mutable: string[]): Test =>
  (path) =>
    path[0] === 'f:spec' && !mutable.includes(path[1]?.slice(2) ?? '');
const frozen: Test = (path, live) => live?.immutable === true && content(path, live);

// Of common kinds, the paths whose change the API server may refuse. Sources: the Validate…Update functions of
// kubernetes/pkg/apis. It only spares dry runs in an apply: the server's own answer decides what is done.
const known: Record<string, Test> = {
  ConfigMap: frozen,
  Secret: (path, live) => path[0] === 'f:type' || frozen(path, live),
  ServiceAccount: never,
  Namespace: never,
  LimitRange: never,
  Service: (path) =>
    path[0] === 'f:spec' &&
    /^f:(clusterIPs?|type|ipFamil.*|loadBalancerClass|healthCheckNodePort)$/.test(path[1] ?? ''),
  'Deployment.apps': under('spec', 'selector'),
  'DaemonSet.apps': under('spec', 'selector'),
  'ReplicaSet.apps': under('spec', 'selector'),
  // `updates to statefulset spec for fields other than …`
  'StatefulSet.apps': specBut(
    'replicas',
    'ordinals',
    'template',
    'updateStrategy',
    'revisionHistoryLimit',
    'persistentVolumeClaimRetentionPolicy',
    'minReadySeconds',
  ),
  'Job.batch': specBut(
    'parallelism',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
    'suspend',
  ),
  'CronJob.batch': never,
  'Ingress.networking.k8s.io': never,
  'NetworkPolicy.networking.k8s.io': never,
  'HorizontalPodAutoscaler.autoscaling': never,
  'PodDisruptionBudget.policy': never,
  'Role.rbac.authorization.k8s.io': never,
  'ClusterRole.rbac.authorization.k8s.io': never,
  'RoleBinding.rbac.authorization.k8s.io': under('roleRef'),
  'ClusterRoleBinding.rbac.authorization.k8s.io': under('roleRef'),
};

/** Whether a change of these fields may meet one that cannot change; of a kind not known, any but metadata may. */
export function mayBeImmutable(
  id: Pick<ObjectId, 'group' | 'kind'>,
  fields: readonly GitField[],
  live: KubeObject | undefined,
): boolean {
  const test = known[kindKey(id)] ?? content;
  return fields.some(({ path }) => test(path, live));
}
