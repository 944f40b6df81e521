import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, KubeObject } from '../manifests/types.ts';
import type { Step } from '../plan/assemble.ts';
import type { Situation } from '../plan/situation.ts';
import type { Baseline } from '../release/types.ts';
export interface Written {
    /** The new baseline; none for what is forgotten. */
    baseline?: Baseline;
    object?: KubeObject;
    warnings: string[];
}
export type WriteSituation = Pick<Situation, 'target' | 'membership' | 'structure'>;
/** Carries out one step that writes: everything but deletions of the prune. */
export declare function writeStep(client: ClusterClient, step: Step, resource: ApiResource, situation: WriteSituation): Promise<Written>;
