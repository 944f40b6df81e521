import type { ClusterClient } from '../cluster/types.ts';
import { type Structure } from '../manifests/structure.ts';
import type { KubeObject, Manifest } from '../manifests/types.ts';
import { type ResourceMap } from './resources.ts';
/**
 * How the lists of each kind are keyed: known for built-in kinds; from the CRD of the set, or else of the
 * cluster, for others. A CRD that cannot be read leaves the lists of its kind without keys.
 */
export declare class StructureMap {
    #private;
    addDefinitions(manifests: readonly Manifest[]): void;
    /** Those whose list keys only a CRD can tell that is not known yet. */
    lacking(resources: ResourceMap, manifests: readonly Manifest[]): Manifest[];
    /** Reads the CRDs of these objects from the cluster, where they are needed and not known. */
    load(client: ClusterClient, resources: ResourceMap, manifests: readonly Manifest[]): Promise<void>;
    of(apiVersion: string, kind: string): Structure | undefined;
}
/** A CRD of the cluster; undefined where there is none, or where the login may not read it. */
export declare function readDefinition(client: ClusterClient, name: string): Promise<KubeObject | undefined>;
