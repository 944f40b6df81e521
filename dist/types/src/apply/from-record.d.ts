import type { ClusterClient } from '../cluster/types.ts';
import type { Target } from '../config/types.ts';
import type { Manifest } from '../manifests/types.ts';
import type { Release, ReleasePolicy, ReleaseSource } from '../release/types.ts';
import type { TargetContext } from './context.ts';
import type { Progress } from './types.ts';
/** The target as the record knows it: enough to apply a recorded set again, without Git and configuration. */
export declare function targetOf(release: Pick<Release, 'name' | 'namespace'>, policy: ReleasePolicy): Target;
/** What a person agrees to today. */
export interface Consents {
    allowDestroy: readonly string[];
    maxDeletions: number;
}
export interface FromRecordOptions {
    progress: Progress;
    signal?: AbortSignal;
    /** Those given when the revision was made are used up. Without these, nothing may be deleted that needs any. */
    consents?: Consents;
}
/** The context of applying a recorded set: a rollback, a resumed apply, an uninstall. */
export declare function contextFromRecord(clients: {
    client: ClusterClient;
    objects: ClusterClient;
}, release: Release, recorded: {
    policy: ReleasePolicy;
    source: ReleaseSource;
    manifests: Manifest[];
}, options: FromRecordOptions): TargetContext;
