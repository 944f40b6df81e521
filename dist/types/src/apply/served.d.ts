import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, ObjectId } from '../manifests/types.ts';
/**
 * In which versions kinds are served, for when an object is not found where it is known to be: asked of the
 * server anew, at the first question, since a CRD may have changed in between.
 */
export declare class ServedKinds {
    #private;
    constructor(client: ClusterClient);
    /**
     * The kind in this version, if it is served so, or else in the preferred one. Undefined where it is in none:
     * then its objects are gone with it.
     * @throws UNKNOWN_KIND where the server of its group is away: there may be objects, and nobody can tell
     */
    resource({ group, kind }: Pick<ObjectId, 'group' | 'kind'>, version: string): Promise<ApiResource | undefined>;
}
