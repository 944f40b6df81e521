import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, KubeObject, ObjectId } from '../manifests/types.ts';
/** What the server holds of the objects asked for. */
export interface Observed {
    live: Map<string, KubeObject>;
    /** Labelled as ours, and asked for by nobody. */
    strays: KubeObject[];
    /** Kinds (kindKey) that could not be read, and why. */
    unreadable: Map<string, string>;
    /** Not served any more, and what is in its place: another version of the kind, or nothing. */
    unserved: {
        resource: ApiResource;
        instead: ApiResource | undefined;
    }[];
}
export interface Wanted {
    id: ObjectId;
    resource: ApiResource;
}
/**
 * Reads live objects at the cost of one LIST per kind, by our label. What the lists lack is asked for by
 * name, or where a kind lacks many, by one metadata-only LIST of its namespace.
 */
export declare class Observer {
    #private;
    constructor(client: ClusterClient, ...applysetIds: string[]);
    /** Begins the LISTs of these resources, so that they run beside other work. */
    prefetch(resources: readonly ApiResource[]): void;
    /** With `labelled: false` no LIST by label is made: before a first apply nothing carries it. */
    observe(wanted: readonly Wanted[], { labelled }: {
        labelled: boolean;
    }): Promise<Observed>;
}
