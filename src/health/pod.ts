import { field, isObject, stringField } from '../manifests/json.ts';
import type { JsonObject, KubeObject } from '../manifests/types.ts';
import { condition, isFalse, isTrue, told } from './conditions.ts';
import { current, failed, type Health, type HealthContext, inProgress } from './types.ts';

/** A pod that cannot be scheduled is given this long, in milliseconds, for a node to turn up. */
const schedulingWindow = 15_000;

/** Source: cli-utils, kstatus/status/core.go, podConditions. */
export function podHealth(object: KubeObject, context: HealthContext): Health {
  const phase = stringField(object, 'status', 'phase') ?? 'Pending';
  if (phase === 'Succeeded') return current('the pod has completed');
  if (phase === 'Failed') return current(`the pod has failed: ${told(statusOf(object), 'no reason given')}`);
  const looping = containerStatuses(object).find(
    (status) => stringField(status, 'state', 'waiting', 'reason') === 'CrashLoopBackOff',
  );
  if (looping !== undefined) return failed(`container ${stringField(looping, 'name') ?? ''} keeps crashing`);
  if (phase === 'Running') {
    const ready = condition(object, 'Ready');
    return isTrue(ready)
      ? current('the pod is ready')
      : inProgress(told(ready, 'the pod runs and is not ready'));
  }
  const scheduled = condition(object, 'PodScheduled');
  if (isFalse(scheduled) && scheduled?.reason === 'Unschedulable' && isOver(scheduled, context)) {
    return failed(told(scheduled, 'no node takes the pod'));
  }
  const waiting = containerStatuses(object)
    .map((status) => field(status, 'state', 'waiting'))
    .find(isObject);
  return inProgress(told(waiting, `the pod is ${phase.toLowerCase()}`));
}

function isOver(scheduled: JsonObject, context: HealthContext): boolean {
  const since = Date.parse(stringField(scheduled, 'lastTransitionTime') ?? '');
  return !Number.isNaN(since) && context.now - since > schedulingWindow;
}

function statusOf(object: KubeObject): JsonObject | undefined {
  return isObject(object.status) ? object.status : undefined;
}

function containerStatuses(object: KubeObject): JsonObject[] {
  return ['initContainerStatuses', 'containerStatuses'].flatMap((name) => {
    const statuses = field(object, 'status', name);
    return Array.isArray(statuses) ? statuses.filter(isObject) : [];
  });
}
