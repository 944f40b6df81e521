import type { PlumblineError } from '../errors/error.ts';
import { type NewPending } from '../release/transitions.ts';
import type { Baseline, ChunkRef, Release, Tombstone } from '../release/types.ts';
import { type TargetContext } from './context.ts';
import type { Lock } from './lease.ts';
import type { Preview } from './preview.ts';
/** The release to write to; on a cluster without the CRD it and the namespace are made first, and said. */
export declare function ensureRelease(context: TargetContext, release: Release | undefined): Promise<Release>;
/** The revision about to be begun: chunks stored, number settled, deletions named. */
export declare function pendingRevision(context: TargetContext, planned: Preview, release: Release): Promise<NewPending>;
/** All that is to be deleted once the planned set is current. */
export declare function tombstonesOf(planned: Preview, release: Release | undefined): Tombstone[];
/** All that was to be deleted and may not be gone, each once. */
export declare function tombstonesIn({ current, pending }: Release): Tombstone[];
export interface Finished {
    /** Where they are stored. */
    baselines: ChunkRef[];
    remaining: Tombstone[];
}
/**
 * The last steps: tombstones that are gone are dropped, the status written, unused chunks
 * collected. The status' `revision` is written last: where it lags, the next run takes these steps again.
 */
export declare function finish(context: TargetContext, release: Release, done: Finished, lease: Lock): Promise<Release>;
/** The same for a run that deletes nothing: what there is to delete and to collect is the next apply's. */
export declare function noteApplied(context: TargetContext, release: Release, baselines: ReadonlyMap<string, Baseline>): Promise<Release>;
/** Records that an apply ended before its end: what, for the next apply and for people. */
export declare function fail(context: TargetContext, release: Release, failure: PlumblineError, hasPending: boolean): Promise<Release>;
