import type { KubeObject } from '../manifests/types.ts';
import { type Complaint } from './report.ts';
/** What often goes wrong in the pods of a workload: numbers where strings belong, empty and doubled variables. */
export declare function checkPodSpec(object: KubeObject): Complaint[];
