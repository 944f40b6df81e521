import type { Fetcher } from './fetcher.ts';
import { type Files, type LockEntry, type RemoteReference } from './types.ts';
/** An entry, and what it stands for. */
export interface Fetched {
    entry: LockEntry;
    /** Of a chart its archive, `NAME-VERSION.tgz`; of a base its files by their paths in the repository; of a file itself. */
    files: Files;
}
/**
 * What an entry of the lock stands for, from the cache or from where it comes from; nothing but the very bytes
 * that the lock means.
 * @throws LOCK_MISMATCH, ARCHIVE_INVALID, FETCH_FAILED, FETCH_REFUSED
 */
export declare function fetchLocked(entry: LockEntry, fetcher: Fetcher): Promise<Files>;
/**
 * What a reference means now: the newest version in its range, the commit of its branch, the bytes at its URL.
 * @throws VERSION_NOT_FOUND, ARCHIVE_INVALID, FETCH_FAILED, FETCH_REFUSED
 */
export declare function resolve(reference: RemoteReference, fetcher: Fetcher): Promise<Fetched>;
