import type { Path } from '../manifests/path.ts';
import type { JsonObject, KubeObject } from '../manifests/types.ts';
/**
 * The JSON patch that makes these fields ours and nobody else's of the takeover list, guarded by
 * resourceVersion. It changes no content: the apply that follows leaves the fields out, and so removes them.
 */
export declare function takeoverPatch(live: KubeObject, take: readonly Path[], takeover: readonly string[]): JsonObject[];
/**
 * What applying leaves once these fields are ours: the answer to an apply that still holds them, without them
 * and without the containers that Git does not have and nobody else holds.
 */
export declare function withoutTaken(answer: KubeObject, live: KubeObject, take: readonly Path[], takeover: readonly string[], send: KubeObject): KubeObject;
