import type { ErrorView, Place } from '../errors/error.ts';
import type { Json, ObjectId } from '../manifests/types.ts';
import type { ReleaseSource } from '../release/types.ts';
/** What applying does to an object; a closed set. */
export type Action = 'create' | 'update' | 'replace' | 'delete' | 'adopt' | 'restore' | 'forget' | 'unchanged' | 'skip';
/** Why a field changes. `unapplied`: merged already, not applied yet. `effect`: the API server adds or alters it. */
export type Cause = 'change' | 'unapplied' | 'drift' | 'effect';
/** Who wrote a field last, as managedFields tells it; `guess` where the object does not hold it for certain. */
export interface Author {
    manager: string;
    operation?: 'Apply' | 'Update';
    subresource?: string;
    /** RFC 3339; `kubectl scale` leaves none. */
    time?: string;
    guess?: boolean;
}
/**
 * One field's way from what is live to what applying leaves. A missing property means the field is
 * absent there; null is a value. Values of Secrets are texts such as `(12 bytes, hidden)`, and `sensitive` is set.
 */
export interface FieldChange {
    /** By key: `spec.template.spec.containers[name=web].image`. */
    path: string;
    released?: Json;
    live?: Json;
    desired?: Json;
    result?: Json;
    causes: Cause[];
    by?: Author;
    /** It left Git and stays, because this manager owns it too. */
    leftTo?: string;
    sensitive?: true;
}
export type RiskKind = 'data-loss' | 'pods-restart' | 'namespace-deletion' | 'crd-deletion' | 'immutable-field' | 'selector-change' | 'autoscaler-fight' | 'wider-rbac' | 'policy-changed' | 'deprecated-api' | 'guard-lacks-right';
export interface Risk {
    kind: RiskKind;
    /** One sentence for people: `3 pods restart`. */
    message: string;
}
export interface Consent {
    /** The line to add to allowDestroy: `PersistentVolumeClaim/shop/uploads`. */
    entry: string;
    given: boolean;
    reason: string;
}
export interface ObjectPlan {
    id: ObjectId;
    apiVersion: string;
    action: Action;
    source?: Place;
    fields: FieldChange[];
    /** All that Git does to it was merged before and is not applied yet: none of it is this pull request's. */
    unapplied?: true;
    risks: Risk[];
    consent?: Consent;
    /** Why the server was not asked what it adds: `its namespace is created by the same plan`. */
    effectNotAsked?: string;
    /** Why it is skipped, forgotten, replaced, or what stands in the way. */
    reason?: string;
    /** The server, asked in a dry run, refuses it: applying would fail. */
    error?: ErrorView;
    warnings: string[];
}
export interface Finding {
    severity: 'error' | 'warning' | 'info';
    code: string;
    message: string;
    object?: string;
    place?: Place;
    remedy?: string;
}
export interface PlanCounts {
    create: number;
    update: number;
    replace: number;
    delete: number;
    adopt: number;
    restore: number;
    forget: number;
    unchanged: number;
    skip: number;
}
/** What a merge, or an apply by hand, would do to one target. */
export interface TargetPlan {
    target: string;
    /** For people: kubeconfig context or server. Absent when no cluster was asked. */
    cluster?: string;
    /** The release compared with; absent before the first apply. */
    release?: {
        revision: number;
        commit: string;
        pending?: 'applying' | 'failed' | 'cancelled';
    };
    source: ReleaseSource;
    /** Git against Git: the revision compared with (`--base`). */
    base?: string;
    /** Everything but `unchanged`, in the order in which it would be applied; deletions last. */
    objects: ObjectPlan[];
    counts: PlanCounts;
    /** Objects in the desired set. */
    total: number;
    /** What could not be asked and why, one sentence each. */
    notAsked: string[];
    findings: Finding[];
    risks: Risk[];
    /** sha256, hex, of what ARCHITECTURE.md calls the plan's hash. */
    hash: string;
    /** Whether an apply would be refused as things stand: the errors, remedies included. */
    refusals: ErrorView[];
    /** What it cost: milliseconds and requests by verb. */
    stats: {
        milliseconds: number;
        requests: Record<string, number>;
    };
}
/** The JSON document of `plumbline plan -o json`. */
export interface Plan {
    apiVersion: 'plumbline.dev/v1alpha1';
    kind: 'Plan';
    targets: TargetPlan[];
    /** Over all targets. */
    hash: string;
}
