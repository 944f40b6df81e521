import { groupOf, kindKey } from '../manifests/identity.ts';
import { field } from '../manifests/json.ts';
import type { KubeObject } from '../manifests/types.ts';
import { autoscalerHealth } from './autoscaler.ts';
import { condition, isTrue, told } from './conditions.ts';
import { podHealth } from './pod.ts';
import { apiServiceHealth, claimHealth, crdHealth, namespaceHealth, serviceHealth } from './services.ts';
import { current, failed, type Health, type HealthContext, type HealthRule, inProgress } from './types.ts';
import {
  daemonSetHealth,
  deploymentHealth,
  jobHealth,
  replicaSetHealth,
  statefulSetHealth,
} from './workloads.ts';

export { autoscalerWarning, isAutoscaler } from './autoscaler.ts';
export type { Health, HealthContext, HealthRule, HealthStatus } from './types.ts';

const there = (): Health => current('it is there');

/** By Kind.group. Those without a status of their own are healthy by being there. */
const rules: Record<string, (object: KubeObject, context: HealthContext) => Health> = {
  'Deployment.apps': deploymentHealth,
  'StatefulSet.apps': statefulSetHealth,
  'DaemonSet.apps': daemonSetHealth,
  'ReplicaSet.apps': replicaSetHealth,
  'Job.batch': jobHealth,
  'CronJob.batch': there,
  Pod: podHealth,
  Service: serviceHealth,
  PersistentVolumeClaim: claimHealth,
  Namespace: namespaceHealth,
  Secret: there,
  ConfigMap: there,
  'PodDisruptionBudget.policy': there,
  'CustomResourceDefinition.apiextensions.k8s.io': crdHealth,
  'APIService.apiregistration.k8s.io': apiServiceHealth,
  'HorizontalPodAutoscaler.autoscaling': autoscalerHealth,
};

/**
 * Whether an object has become what its spec says, by kstatus's rules and in its order.
 * Source: cli-utils, kstatus/status/{status,generic,core}.go.
 * @param custom asked first, after what holds for every object; the first that applies counts
 */
export function health(
  object: KubeObject,
  custom: readonly HealthRule[] = [],
  context: HealthContext = { now: Date.now() },
): Health {
  const common = commonHealth(object);
  if (common !== undefined) return common;
  for (const rule of custom) {
    const found = rule(object, context);
    if (found !== undefined) return found;
  }
  const rule = rules[kindKey({ group: groupOf(object.apiVersion), kind: object.kind })];
  return rule === undefined ? conditionHealth(object) : rule(object, context);
}

function commonHealth(object: KubeObject): Health | undefined {
  if (object.metadata.deletionTimestamp !== undefined)
    return { status: 'terminating', message: 'it is being deleted' };
  const observed = field(object, 'status', 'observedGeneration');
  const { generation } = object.metadata;
  if (observed !== undefined && generation !== undefined && String(observed) !== String(generation)) {
    return inProgress('its controller has not seen the newest change yet');
  }
  const reconciling = condition(object, 'Reconciling');
  if (isTrue(reconciling)) return inProgress(told(reconciling, 'it is being reconciled'));
  const stalled = condition(object, 'Stalled');
  return isTrue(stalled) ? failed(told(stalled, 'it is stalled')) : undefined;
}

/** Of a kind without a rule: its Ready condition, where it has one. */
function conditionHealth(object: KubeObject): Health {
  const ready = condition(object, 'Ready');
  if (ready === undefined) return there();
  return isTrue(ready) ? current(told(ready, 'it is ready')) : inProgress(told(ready, 'it is not ready'));
}
