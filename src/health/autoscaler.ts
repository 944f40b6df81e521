import { stringField } from '../manifests/json.ts';
import type { KubeObject } from '../manifests/types.ts';
import { condition, isFalse, told } from './conditions.ts';
import { current, type Health } from './types.ts';

/** Whether the object scales others: nobody waits for it. */
export function isAutoscaler(object: KubeObject): boolean {
  return object.kind === 'HorizontalPodAutoscaler' && object.apiVersion.startsWith('autoscaling/');
}

/** An autoscaler is never waited for: metrics may come long after a deploy, or never. */
export function autoscalerHealth(object: KubeObject): Health {
  const warning = autoscalerWarning(object);
  return current(warning ?? 'the autoscaler is there');
}

/**
 * What keeps an autoscaler from working, as a warning: it cannot read or set the scale of its target, or gets
 * no metrics. Undefined where it works, has not been looked at yet, or the object is no autoscaler.
 */
export function autoscalerWarning(object: KubeObject): string | undefined {
  if (!isAutoscaler(object)) return undefined;
  const able = condition(object, 'AbleToScale');
  if (isFalse(able) && /^Failed(Get|Update)Scale$/.test(stringField(able, 'reason') ?? '')) {
    return told(able, 'the autoscaler cannot scale its target');
  }
  const active = condition(object, 'ScalingActive');
  if (isFalse(active) && /^FailedGet.*Metric/.test(stringField(active, 'reason') ?? '')) {
    return told(active, 'the autoscaler gets no metrics');
  }
  return undefined;
}
