import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, KubeObject } from '../manifests/types.ts';
import { type Membership } from '../plan/ownership.ts';
import type { Tombstone } from '../release/types.ts';
import type { ResourceMap } from './resources.ts';
import { ServedKinds } from './served.ts';
import type { Progress } from './types.ts';
export interface PruneContext {
    /** Asks the lease before each deletion. */
    client: ClusterClient;
    resources: ResourceMap;
    /** Whose label makes an object ours to delete. */
    membership: Membership;
    progress: Progress;
    timeoutMs: number;
    /** Stops between two deletions, and while one is waited for. */
    signal?: AbortSignal | undefined;
}
export interface PruneOutcome {
    /** Not gone yet, or not deletable: kept as tombstones. */
    remaining: Tombstone[];
    warnings: string[];
}
/**
 * Deletes what left the set: the very objects (uid) that were looked at and that still carry our label, stage by
 * stage, the last one first. What finalizers hold stays a tombstone, and so does all that was to follow it:
 * whoever is to take the finalizers away may need it.
 */
export declare function prune(context: PruneContext, tombstones: readonly Tombstone[]): Promise<PruneOutcome>;
/** What it takes to find an object that is to be deleted. */
type Finding = Pick<PruneContext, 'client' | 'resources'> & {
    served: ServedKinds;
};
/** The object as it is now. Not found is gone only where its kind is served so: it may be there in another version. */
export declare function findTombstone({ client, resources, served }: Finding, tombstone: Tombstone): Promise<{
    live: KubeObject;
    resource: ApiResource;
} | undefined>;
export {};
