import type { KubeObject } from '../manifests/types.ts';
import { type Complaint } from './report.ts';
/** Keys, types and size of a ConfigMap's or Secret's data. No value is ever part of a message. */
export declare function checkData(object: KubeObject): Complaint[];
