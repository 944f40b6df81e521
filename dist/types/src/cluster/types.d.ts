import type { ApiResource, JsonObject, KubeObject, ObjectId } from '../manifests/types.ts';
/** Names one object within a resource. */
export interface ObjectName {
    namespace?: string;
    name: string;
}
export interface ListOptions {
    /** undefined lists all namespaces. */
    namespace?: string;
    labelSelector?: string;
    fieldSelector?: string;
    /** Items per page; pages are fetched until the last. Default 500. */
    pageSize?: number;
    /** Ask for PartialObjectMetadataList: no spec, no data. */
    metadataOnly?: boolean;
}
export interface ListResult {
    /** Each with apiVersion and kind filled in (the server leaves them out in lists of built-in kinds). */
    items: KubeObject[];
    resourceVersion: string;
}
export interface ApplyOptions {
    dryRun?: boolean;
    /** Default `plumbline`. */
    fieldManager?: string;
    /** Default true. */
    force?: boolean;
    subresource?: string;
}
export interface WriteResult {
    object: KubeObject;
    /** HTTP 201: it was not there before. */
    created: boolean;
    /** The texts of the server's `Warning` headers, each once. */
    warnings: string[];
}
export interface DeleteOptions {
    dryRun?: boolean;
    uid?: string;
    resourceVersion?: string;
    /** Default Background. */
    propagation?: 'Background' | 'Foreground' | 'Orphan';
}
export type PatchType = 'json' | 'merge';
export interface PatchOptions {
    dryRun?: boolean;
    fieldManager?: string;
    subresource?: string;
}
/** What the requests of one view of a client are held to. */
export interface RequestLimits {
    /** Milliseconds for one attempt of one request. */
    timeoutMs?: number;
    /** Attempts of one request in all. */
    attempts?: number;
    /**
     * Asked right before each attempt at a write, dry runs aside: how many milliseconds it may take.
     * @throws where it may not be made at all
     */
    permit?(): number;
}
/** Requests sent so far, by `VERB` (GET, LIST, APPLY, DRYRUN, CREATE, REPLACE, PATCH, DELETE, DISCOVERY, RAW). */
export type RequestCounts = Record<string, number>;
/**
 * The only way to Kubernetes. Every method throws PlumblineError with a code of the API server's part
 * (`UNREACHABLE`, `FORBIDDEN`, `INVALID`, …); `get` gives undefined where the object, its namespace or
 * its kind is not there.
 */
export interface ClusterClient {
    /** For people: the server's host and port, and the kubeconfig context. Never a credential. */
    readonly server: string;
    readonly context: string | undefined;
    readonly requests: RequestCounts;
    /** Milliseconds since the epoch by the API server's clock, from the newest `Date` header; second precision. */
    now(): number;
    /**
     * All served resources in their preferred version, then the other versions; two requests, kept for the client's
     * life or until asked `anew`: CRDs come, go and change.
     */
    discover(options?: {
        anew?: boolean;
    }): Promise<ApiResource[]>;
    /** The groups among them whose server is away: what they serve is not known. */
    groupsAway(): Promise<string[]>;
    list(resource: ApiResource, options?: ListOptions): Promise<ListResult>;
    get(resource: ApiResource, name: ObjectName): Promise<KubeObject | undefined>;
    /** Server-side apply. The object's own namespace and name decide the URL. */
    apply(resource: ApiResource, object: KubeObject, options?: ApplyOptions): Promise<WriteResult>;
    create(resource: ApiResource, object: KubeObject, options?: PatchOptions): Promise<WriteResult>;
    /** PUT; with a resourceVersion in the object it is a compare-and-swap (code `CONFLICT`). */
    replace(resource: ApiResource, object: KubeObject, options?: PatchOptions): Promise<WriteResult>;
    patch(resource: ApiResource, name: ObjectName, type: PatchType, patch: JsonObject | JsonObject[], options?: PatchOptions): Promise<WriteResult>;
    /** 'gone': it was not there. 'deleted': gone now. 'deleting': finalizers hold it. CONFLICT: a precondition failed. */
    delete(resource: ApiResource, name: ObjectName, options?: DeleteOptions): Promise<'gone' | 'deleted' | 'deleting'>;
    /** From now on what the server says of these objects is told as if they were Secrets: without their values. */
    hide(objects: Iterable<ObjectId>): void;
    /** The same client, connection and counts, held to these limits beside its own. */
    within(limits: RequestLimits): ClusterClient;
    /** GET of any path, parsed: `/version`. */
    raw(path: string): Promise<JsonObject>;
    /** Closes idle sockets, so that the process can end at once. */
    close(): void;
}
