/** JSON as the API server speaks it. Integers beyond 2^53 are bigint, so that none is ever rounded. */
export type Json = null | boolean | number | bigint | string | Json[] | JsonObject;
export interface JsonObject {
    [key: string]: Json;
}
/** One entry of `metadata.managedFields`. `fieldsV1` is the set in its wire form (`f:`, `k:`, `v:`, `i:`, `.`). */
export interface ManagedFieldsEntry extends JsonObject {
}
/** A Kubernetes object. Everything in it is kept as it was read, unknown fields included. */
export interface KubeObject extends JsonObject {
    apiVersion: string;
    kind: string;
    metadata: ObjectMeta;
}
export interface ObjectMeta extends JsonObject {
    name: string;
}
/** An object's identity: group, not version, so that an apiVersion bump is the same object. */
export interface ObjectId {
    /** '' for the core group. */
    group: string;
    kind: string;
    /** undefined for cluster-scoped objects. */
    namespace?: string;
    name: string;
}
/** A resource as discovery tells it. */
export interface ApiResource {
    group: string;
    version: string;
    kind: string;
    /** The plural in URLs: `deployments`. */
    plural: string;
    namespaced: boolean;
}
/** Where an object stands in its source: enough to find any value of it on demand. */
export interface Source {
    /** Path relative to the repository's root (or as given, without one). */
    file: string;
    /** 1-based line of the document's first content line. */
    line: number;
    /** 0-based number of the document within the file. */
    document: number;
    /** For an item of a `kind: List`: its indexes, outermost first. */
    items?: number[];
}
/** A desired object: as the commit has it, normalised for sending, and its source. */
export interface Manifest {
    id: ObjectId;
    object: KubeObject;
    /** It holds what was decrypted: treated as a Secret, whatever its kind. */
    sensitive?: true;
    source?: Source;
}
