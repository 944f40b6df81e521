import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, JsonObject, KubeObject } from '../manifests/types.ts';
/**
 * Creates an object that belongs to a release and goes with it. One of its name that is already there is
 * kept if it belongs to this very Release and `isGood`; what an earlier Release of the same name has left
 * would be collected with that one, so it is deleted and made anew.
 */
export declare function createOwned(client: ClusterClient, resource: ApiResource, release: KubeObject, name: string, content: JsonObject, isGood: (existing: KubeObject) => boolean): Promise<KubeObject>;
