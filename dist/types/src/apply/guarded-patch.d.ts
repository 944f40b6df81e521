import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, JsonObject, KubeObject } from '../manifests/types.ts';
/**
 * A JSON patch that begins with a test of the resourceVersion (`versionTest`), made anew from the object as it is now when
 * somebody has written to it in between: controllers do so at any time. No patch is no request.
 * @returns undefined when the object is gone
 */
export declare function guardedPatch(client: ClusterClient, resource: ApiResource, live: KubeObject, fieldManager: string, patchOf: (live: KubeObject) => JsonObject[] | Promise<JsonObject[]>): Promise<KubeObject | undefined>;
