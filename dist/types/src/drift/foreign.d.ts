import { type Path } from '../manifests/path.ts';
import type { Json, KubeObject } from '../manifests/types.ts';
import type { Author } from '../plan/types.ts';
export interface ForeignPath {
    path: Path;
    by: Author;
}
/**
 * What others added to a workload beside our fields and what matters to its safety: containers, commands,
 * security contexts, host access, volumes. Taken from managedFields alone; statuses and the managers of
 * Kubernetes and of known controllers are left out. An added container or volume is one entry.
 * @param ours the fields that are ours: the baseline's, so that one taken from us counts as drift, not as added
 */
export declare function foreignFields(live: KubeObject, ours?: Json | undefined): ForeignPath[];
