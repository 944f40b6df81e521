import type { IgnoreRule, Target } from '../config/types.ts';
import type { Check } from '../drift/types.ts';
import type { PlumblineError } from '../errors/error.ts';
import type { FieldDiff } from '../manifests/diff.ts';
import type { Path } from '../manifests/path.ts';
import type { Subject } from '../manifests/redact.ts';
import type { Structure } from '../manifests/structure.ts';
import type { ApiResource, Json, JsonObject, KubeObject, Manifest, ObjectId } from '../manifests/types.ts';
import type { Release, ReleaseSource } from '../release/types.ts';
import type { Hooks } from './hooks.ts';
import type { Membership } from './ownership.ts';
import type { Action } from './types.ts';
/** The parts of a target that planning reads. */
export type PlanTarget = Pick<Target, 'name' | 'namespace' | 'createNamespace' | 'prune' | 'allowDestroy' | 'adopt' | 'takeover' | 'ignore'>;
/** The tip of the base branch, as its own configuration has it. */
export interface BaseTip {
    manifests: Manifest[];
    ignore: IgnoreRule[];
    /** Of a chart that has any. */
    hooks?: Hooks;
}
/** Everything known before the first dry run; plain data. */
export interface Situation {
    target: PlanTarget;
    source: ReleaseSource;
    desired: Manifest[];
    /** undefined before the first apply, and without a cluster. */
    release: Release | undefined;
    membership: Membership;
    /** Git against Git for the pull request: the tip of the base branch. */
    base?: BaseTip;
    /** The live objects of desired ∪ release, by idKey. */
    live: ReadonlyMap<string, KubeObject>;
    /** Objects that carry our label and stand in no record. */
    strays: KubeObject[];
    /** In the version that the object is written in, or without one in whatever is known of the kind. */
    resource(id: ObjectId, object?: KubeObject): ApiResource | undefined;
    /** Kinds (kindKey) that could not be read, and why. */
    unreadable: ReadonlyMap<string, string>;
    structure(apiVersion: string, kind: string): Structure | undefined;
    /**
     * preview asks the server about everything that would be written; apply asks only where the answer
     * decides what is done, since the writes themselves tell the rest.
     */
    mode: 'preview' | 'apply';
}
/** What Git does to an object, the cluster left aside. */
export type GitChange = 'none' | 'added' | 'changed' | 'removed';
/** One field that Git changes, between two manifests. */
export interface GitField extends FieldDiff {
    cause: 'change' | 'unapplied';
}
/** What is to be done with one object, as far as it is known without a dry run. */
export interface Decision {
    id: ObjectId;
    key: string;
    action: Action;
    /** Between the release and the commit. */
    git: GitChange;
    /** What the commit itself does: on a pull request against the tip of its base, else what `git` says. */
    change: GitChange;
    gitFields: GitField[];
    /** What left Git, leaf by leaf: a live object may still hold it, on behalf of others. */
    gone?: Path[];
    desired?: Manifest;
    released?: Manifest;
    /** At the tip of the base branch. */
    base?: Manifest;
    /** Not one that is being deleted. */
    live?: KubeObject;
    /** What has its name and is being deleted: it has to be gone before this one can be made. */
    ending?: KubeObject;
    /** Where live holds what an apply that has not come to its end changed: its doing, and no drift. */
    begun?: Path[];
    check?: Check;
    resource?: ApiResource;
    /** What server-side apply sends: label and annotation added, ignored fields left out. */
    send?: KubeObject;
    /** Ignored fields that we own on the live object: handed over before they are left out. */
    handover: {
        path: Path;
        value: Json;
    }[];
    /** Whether the server's dry run is wanted. */
    ask: boolean;
    effectNotAsked?: string;
    reason?: string;
    /** The object may not be touched at all: refuses the apply. */
    refusal?: PlumblineError;
}
/** Whose values may be shown: none of an object that held, or is to hold, what was decrypted. */
export declare function subjectOf({ id, desired, released, base, }: Pick<Decision, 'id' | 'desired' | 'released' | 'base'>): Subject;
/** The server's answer to the dry run of one decision. */
export interface Answer {
    /** The object as applying would leave it, takeovers included. */
    result?: KubeObject;
    /** Fields that left Git and stay with another manager. */
    left: {
        path: Path;
        manager: string;
    }[];
    /** Fields that left Git and are taken away from their manager. */
    removed: Path[];
    warnings: string[];
    /** The object is not the one that was read: somebody has written it since. */
    isOfAnother?: true;
    error?: PlumblineError;
    /** The error is about the login, which may not ask; it says nothing about the object. */
    lacksRight?: true;
}
export type Answers = ReadonlyMap<string, Answer>;
export type { JsonObject };
