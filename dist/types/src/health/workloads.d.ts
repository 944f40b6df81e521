import type { KubeObject } from '../manifests/types.ts';
import { type Health } from './types.ts';
/** Source of the rules in this file: cli-utils, kstatus/status/core.go. */
export declare function deploymentHealth(object: KubeObject): Health;
export declare function statefulSetHealth(object: KubeObject): Health;
export declare function daemonSetHealth(object: KubeObject): Health;
export declare function replicaSetHealth(object: KubeObject): Health;
/** Other than in kstatus, a Job is not done before it has run: a deploy waits for its outcome. */
export declare function jobHealth(object: KubeObject): Health;
