import type { KubeObject } from '../manifests/types.ts';
import { type Health, type HealthContext } from './types.ts';
/** Source: cli-utils, kstatus/status/core.go, podConditions. */
export declare function podHealth(object: KubeObject, context: HealthContext): Health;
