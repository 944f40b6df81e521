import type { KubeObject } from '../manifests/types.ts';
import { type Health } from './types.ts';
/** Source of the rules: cli-utils, kstatus/status/core.go; flux, kstatus readers. */
export declare function serviceHealth(object: KubeObject): Health;
export declare function claimHealth(object: KubeObject): Health;
export declare function crdHealth(object: KubeObject): Health;
export declare function apiServiceHealth(object: KubeObject): Health;
export declare function namespaceHealth(object: KubeObject): Health;
