import type { Manifest } from '../manifests/types.ts';
import type { Finding } from './types.ts';
/** When a hook of a chart is run: Helm's `helm.sh/hook` events. */
export type HookEvent = 'pre-install' | 'post-install' | 'pre-upgrade' | 'post-upgrade' | 'pre-delete' | 'post-delete' | 'pre-rollback' | 'post-rollback' | 'test';
export type HookDeletePolicy = 'before-hook-creation' | 'hook-succeeded' | 'hook-failed';
/** An object that is no part of the set: it is made at some point of an apply, and waited for. */
export interface Hook {
    manifest: Manifest;
    events: HookEvent[];
    /** Lower ones first; Helm's `helm.sh/hook-weight`. */
    weight: number;
    deletePolicies: HookDeletePolicy[];
}
/** The hooks of a set; from a record only their digest is known. */
export interface Hooks {
    /** Two sets with equal digests have the same hooks, the values of Secrets left aside. */
    digest: string;
    hooks: Hook[];
}
/** Before anything but namespaces and CRDs is written, or after all is healthy. */
export type HookTime = 'pre' | 'post';
/** The hooks of one moment in the order in which Helm runs them: by weight, by name, then as they are rendered. */
export declare function hooksAt(hooks: readonly Hook[], time: HookTime, isInstall: boolean): Hook[];
/** Those that are run on demand. */
export declare const testHooks: (hooks: readonly Hook[]) => Hook[];
export declare function hooksOf(hooks: Hook[]): Hooks;
/** What there is to say of hooks: which an apply runs, if it changes the release, and which nothing runs. */
export declare function hookFindings(hooks: readonly Hook[], { isInstall, changes, waits }: {
    isInstall: boolean;
    changes: boolean;
    waits: boolean;
}): Finding[];
