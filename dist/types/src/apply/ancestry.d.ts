import type { Release, ReleaseSource } from '../release/types.ts';
export type Ancestry = 'yes' | 'no' | 'unknown';
export interface AncestryOptions {
    /** Whether `older` is contained in `newer`: local Git, then GitHub, then a deepening fetch. */
    contains(older: string, newer: string): Promise<Ancestry>;
    /** Apply again the commit that was rolled back from. */
    reapply: boolean;
    /** The commit whose history was rewritten, as its owner has looked it up. */
    acceptHistory?: string;
}
/**
 * Refuses to go back in history by accident: the commit to apply must contain the newest one applied.
 * @throws FOREIGN_RELEASE, STALE_COMMIT, ANCESTRY_UNKNOWN
 */
export declare function checkAncestry(release: Release | undefined, source: ReleaseSource, options: AncestryOptions): Promise<void>;
/** @throws FOREIGN_RELEASE where another repository made the release */
export declare function checkRepository(release: Release, source: Pick<ReleaseSource, 'repository'>): void;
