import type { KubeObject } from '../manifests/types.ts';
import { type Health, type HealthContext, type HealthRule } from './types.ts';
export { autoscalerWarning, isAutoscaler } from './autoscaler.ts';
export type { Health, HealthContext, HealthRule, HealthStatus } from './types.ts';
/**
 * Whether an object has become what its spec says, by kstatus's rules and in its order.
 * Source: cli-utils, kstatus/status/{status,generic,core}.go.
 * @param custom asked first, after what holds for every object; the first that applies counts
 */
export declare function health(object: KubeObject, custom?: readonly HealthRule[], context?: HealthContext): Health;
