import type { Fetcher } from './fetcher.ts';
import type { BaseReference, Files } from './types.ts';
/** The commit that a branch, a tag or a commit names now. @throws FETCH_FAILED, FETCH_REFUSED */
export declare function resolveCommit(base: BaseReference, fetcher: Fetcher): Promise<string>;
/**
 * The files that a base needs, by their paths in its repository: all of its folder, and the folders that its
 * kustomizations name beside it.
 * @throws FETCH_FAILED, FETCH_REFUSED, FILE_UNREADABLE, MANIFEST_TOO_LARGE
 */
export declare function fetchBase(base: BaseReference, commit: string, fetcher: Fetcher): Promise<Files>;
