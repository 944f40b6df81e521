import type { KubeObject } from '../manifests/types.ts';
import { type Health } from './types.ts';
/** Whether the object scales others: nobody waits for it. */
export declare function isAutoscaler(object: KubeObject): boolean;
/** An autoscaler is never waited for: metrics may come long after a deploy, or never. */
export declare function autoscalerHealth(object: KubeObject): Health;
/**
 * What keeps an autoscaler from working, as a warning: it cannot read or set the scale of its target, or gets
 * no metrics. Undefined where it works, has not been looked at yet, or the object is no autoscaler.
 */
export declare function autoscalerWarning(object: KubeObject): string | undefined;
