import type { ClusterClient } from '../cluster/types.ts';
import type { Target } from '../config/types.ts';
import type { Manifest } from '../manifests/types.ts';
import type { Hooks } from '../plan/hooks.ts';
import type { BaseTip } from '../plan/situation.ts';
import type { Finding } from '../plan/types.ts';
import type { ReleasePolicy, ReleaseSource } from '../release/types.ts';
import type { Judge, Rendering } from '../render/judge.ts';
import type { Progress } from './types.ts';
/** How many requests run side by side; docs/adr/0004 says why. */
export declare const concurrency = 24;
/** What planning and applying one target needs of the outside. */
export interface TargetContext {
    target: Target;
    /** Reads and writes the record, as the login itself. */
    client: ClusterClient;
    /** Reads and writes the objects: the same login, or the target's service account by impersonation. */
    objects: ClusterClient;
    source: ReleaseSource;
    /** Rendered manifests; called once, beside the first requests to the server. */
    desired(): Promise<Desired>;
    /** The same of the base branch's tip, on a pull request. */
    base?(): Promise<BaseTip>;
    /** What Git holds of the released commit, for a login that cannot read Secrets. */
    releasedFromGit?(commit: string): Promise<Manifest[] | undefined>;
    /** What comes with the targets that this one depends on; asked for where the cluster lacks a kind or a namespace. */
    needed?(): Promise<NeededTarget[]>;
    /** By which a plan judges what the commit changes; without it, the server alone does. */
    judge?: Judge;
    progress: Progress;
    signal?: AbortSignal;
    /** Goes back to an older revision: the newest commit stays what it was. */
    rollback?: boolean;
}
/** A target that another depends on, as the same commit has it. */
export interface NeededTarget {
    name: string;
    manifests: readonly Manifest[];
    /** The one that `createNamespace` makes. */
    namespace?: string;
}
export interface Desired extends Rendering {
    manifests: Manifest[];
    findings: Finding[];
    /** Of a chart that has any. */
    hooks?: Hooks;
}
/** The parts of a target that hold after rendering: kept in the record for the guard and a resumed apply. */
export declare function policyOf(target: Target, hooks?: Hooks): ReleasePolicy;
