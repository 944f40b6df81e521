import type { KubeObject } from '../manifests/types.ts';
import { type Complaint } from './report.ts';
/** Labels and annotations of an object and of the pods it makes; their values are strings by now at the top. */
export declare function checkMetadata(object: KubeObject): Complaint[];
