import type { IgnoreRule } from '../config/types.ts';
import type { ApiResource, Json, JsonObject, KubeObject, Manifest, ObjectId } from '../manifests/types.ts';
/** Where a revision comes from. `commit` is '' without Git. */
export interface ReleaseSource {
    repository: string;
    repositoryId?: string;
    ref?: string;
    commit: string;
    /** Uncommitted changes were applied (`--dirty`). */
    dirty?: boolean;
    runUrl?: string;
    actor?: string;
}
/** What the guard and a resumed apply act by: the parts of the target that hold after rendering. */
export interface ReleasePolicy {
    prune: {
        enabled: boolean;
        maxDeletions: number;
    };
    adopt: 'kubectl' | 'never' | string[];
    takeover: string[];
    wait: {
        enabled: boolean;
        timeout: number;
    };
    onFailure: 'stop' | 'rollback';
    onInterrupted: 'resume' | 'rollback' | 'report';
    drift: {
        mode: 'revert' | 'warn' | 'off';
        foreign: 'ignore' | 'warn';
    };
    ignore: IgnoreRule[];
    serviceAccount?: string;
    /** The consents given for this revision: a resumed apply needs them again. */
    allowDestroy: string[];
    /** Digest of the chart's hooks: another one is another revision, and what has any only an apply can end. */
    hooks?: string;
}
/** An object that left the set and is still to be deleted. */
export interface Tombstone extends ObjectId {
    version: string;
    uid?: string;
}
export interface ChunkRef {
    kind: 'ConfigMap' | 'Secret';
    name: string;
    /** sha256 (ConfigMap) or HMAC-SHA256 with the release's key (Secret) of the uncompressed bytes, hex. */
    digest: string;
}
export interface ObjectsRef {
    /** Over all objects, secrets by HMAC: equal digests, equal sets. */
    digest: string;
    count: number;
    chunks: ChunkRef[];
}
/** A revision as `spec.current` and `spec.pending` hold it. */
export interface Revision {
    revision: number;
    source: ReleaseSource;
    objects: ObjectsRef;
    policy: ReleasePolicy;
    tombstones: Tombstone[];
    /** The resources of all objects in it, tombstones included, so that no discovery is needed. */
    resources: ApiResource[];
    /** DSSE JSON; unsigned until signing is built. */
    envelope: string;
    /** When it was made, RFC 3339. */
    time: string;
    /** Made by going back: the newest commit stays what it was. */
    rollback?: boolean;
    /** What it took over (Kind.group/namespace/name): where it does not come to its end, that is not deleted. */
    adopted?: string[];
}
export interface PendingRevision extends Revision {
    phase: 'applying' | 'failed' | 'cancelled';
    /** What the failed run said last, without secrets. */
    message?: string;
}
/** One kept revision, newest first in `spec.history`. */
export type HistoryEntry = Omit<Revision, 'tombstones'>;
/** What the server answered when an object was applied: decides what is looked at, never what is written. */
export interface Baseline {
    id: ObjectId;
    uid: string;
    apiVersion: string;
    /** Our entry's fieldsV1. */
    fields: JsonObject;
    /** The object cut down to our fields: what `project(fields, object)` gives. */
    values: Json;
    /** Digest of the canonical manifest it was applied from: a baseline of another manifest is not used. */
    manifest: string;
    /** As of its manifest: kept where Secrets are. */
    sensitive?: true;
}
/** A release as it stands in the cluster, chunks read and verified. */
export interface Release {
    name: string;
    namespace: string;
    uid: string;
    resourceVersion: string;
    annotations: Record<string, string>;
    /** The id of `applyset.kubernetes.io/part-of`. */
    id: string;
    /** Whether the login could read the Secret chunks. Without them, objects and baselines hold no Secrets. */
    secretsReadable: boolean;
    newestCommit: string;
    current?: Revision & {
        manifests: Manifest[];
    };
    pending?: PendingRevision & {
        manifests: Manifest[];
    };
    history: HistoryEntry[];
    /** Names of the chunks known to be stored whole: they are not stored again. */
    intact: Set<string>;
    /** By idKey. */
    baselines: Map<string, Baseline>;
    status: JsonObject;
    /** The custom resource itself, as read. */
    object: KubeObject;
}
