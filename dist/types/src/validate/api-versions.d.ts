import type { KubeObject } from '../manifests/types.ts';
import type { Complaint } from './report.ts';
/** Whether Kubernetes has the object's kind at its apiVersion: removed, deprecated, mistyped. */
export declare function checkApiVersion(object: KubeObject, kubernetesVersion?: string): Complaint[];
