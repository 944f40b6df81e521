import type { ClusterClient } from '../cluster/types.ts';
import { PlumblineError } from '../errors/error.ts';
import type { ApiResource, KubeObject, Manifest, ObjectId } from '../manifests/types.ts';
import type { Release } from '../release/types.ts';
/** Finds the resource of a kind: in the record, then in the set's own CRDs, then by discovery. */
export declare class ResourceMap {
    #private;
    /** Later additions win for the kind, so that the desired version is the one listed. */
    add(resource: ApiResource): void;
    addRelease(release: Release | undefined): void;
    /** The kinds that CRDs of the set define: they may not be served yet. */
    addDefinitions(manifests: readonly Manifest[]): void;
    /** Leaves out what is not served any more, unless a CRD of the set is to serve it; `instead` stands for the kind. */
    drop(resource: ApiResource, instead: ApiResource | undefined): void;
    /** Asks the server only when a kind is not known yet. */
    complete(client: ClusterClient, manifests: readonly Manifest[], { anew }?: {
        anew?: boolean | undefined;
    }): Promise<void>;
    of(object: Pick<KubeObject, 'apiVersion' | 'kind'>): ApiResource | undefined;
    /** In whatever version is known for the kind. */
    ofId(id: Pick<ObjectId, 'group' | 'kind'>): ApiResource | undefined;
    isDefinedBySet(id: Pick<ObjectId, 'group' | 'kind'>): boolean;
}
/** For a manifest whose kind the cluster does not serve in its version. */
export declare function unknownKind({ id, object, source }: Manifest): PlumblineError;
/** The resources that a CustomResourceDefinition serves; none for any other object. */
export declare function definedResources(object: KubeObject): ApiResource[];
