import type { JsonObject, KubeObject } from '../manifests/types.ts';
/** The object without what the API server keeps for itself: what a field comparison may look at. */
export declare function content(object: KubeObject): JsonObject;
