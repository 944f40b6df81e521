import type { ClusterClient } from '../cluster/types.ts';
import type { ObjectDrift } from '../drift/types.ts';
import type { Baseline, Release } from '../release/types.ts';
import type { DriftCheck } from './drift.ts';
import type { Lock } from './lease.ts';
/** Whether a revert would write this object: mendable, and not left alone by its own annotation. */
export declare function isRevertible(check: DriftCheck, drift: ObjectDrift): boolean;
/**
 * Pulls drift back to the release: writes only what drifted, creates what is missing, never deletes. Each
 * object that cannot be reverted says why and leaves the others untouched. A signal stops between two of them.
 */
export declare function revert(client: ClusterClient, record: ClusterClient, release: Release, check: DriftCheck, lease: Lock, signal?: AbortSignal): Promise<void>;
/** What was written, and what looked suspect without being it, is judged by what it is now. */
export declare function renewBaselines(client: ClusterClient, release: Release, check: DriftCheck, written: ReadonlyMap<string, Baseline>): Promise<void>;
