import type { ClusterClient } from '../cluster/types.ts';
import type { KubeObject, ObjectId } from '../manifests/types.ts';
import type { ResourceMap } from './resources.ts';
import type { Progress } from './types.ts';
export interface Unready {
    id: ObjectId;
    message: string;
    failed: boolean;
}
/**
 * Waits until every object is current by kstatus' rules, one has failed, or the time is over. Each round
 * asks only for those that are not ready yet.
 * @returns what is not ready; empty when all is well
 */
export declare function waitHealthy(client: ClusterClient, resources: ResourceMap, objects: readonly KubeObject[], options: {
    timeoutMs: number;
    applysetId: string;
    progress: Progress;
    signal?: AbortSignal;
}): Promise<Unready[]>;
/** Autoscalers among the objects that cannot do their work, for a warning. */
export declare function autoscalerWarnings(objects: readonly KubeObject[]): {
    key: string;
    message: string;
}[];
