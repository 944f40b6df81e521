import type { ClusterClient } from '../cluster/types.ts';
import type { TargetDrift } from '../drift/types.ts';
import type { Decision, Situation } from '../plan/situation.ts';
import type { Release } from '../release/types.ts';
import { ResourceMap } from './resources.ts';
/** A drift check with what a revert needs to carry it out. */
export interface DriftCheck {
    report: TargetDrift;
    situation: Situation;
    resources: ResourceMap;
    /** The decision behind each reported object, by idKey. */
    decisions: Map<string, Decision>;
    /** Objects that looked suspect and are as they should be: their baseline is to be renewed. */
    renewed: Decision[];
}
/**
 * Looks for drift in one release. It needs the record alone, neither Git nor a renderer: one LIST per kind,
 * and a dry run of what looks suspect.
 */
export declare function checkDrift(client: ClusterClient, release: Release): Promise<DriftCheck>;
