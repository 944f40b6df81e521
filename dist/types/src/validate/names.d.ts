import type { KubeObject } from '../manifests/types.ts';
import type { Complaint } from './report.ts';
/** Whether the API server would take the object's name and namespace. */
export declare function checkName(object: KubeObject): Complaint[];
