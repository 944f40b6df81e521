import type { ClusterClient } from '../cluster/types.ts';
import type { HistoryEntry, Release } from '../release/types.ts';
import type { TargetContext } from './context.ts';
import { type FromRecordOptions } from './from-record.ts';
/** The revision a rollback goes to: the one asked for, or the newest of the history. */
export declare function revisionToRestore(release: Release, revision: number | undefined): HistoryEntry;
/**
 * The context of an apply of an older revision's objects under that revision's policy. It is a new revision;
 * the newest commit stays what it was, so that the commit rolled back from needs `--reapply`.
 */
export declare function rollbackContext(clients: {
    client: ClusterClient;
    objects: ClusterClient;
}, release: Release, entry: HistoryEntry, options: FromRecordOptions): Promise<TargetContext>;
