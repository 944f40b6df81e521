import type { JsonObject } from '../manifests/types.ts';
/** Whether an object holds every field that was sent: null stands for absent, as in a merge patch. */
export declare function holds(live: JsonObject, sent: JsonObject): boolean;
