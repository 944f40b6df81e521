export interface TreeEntry {
    /** Relative to the repository's root. */
    path: string;
    type: 'file' | 'link' | 'submodule';
    /** Object id of the blob. */
    oid: string;
    /** Bytes; NaN where the blob is not here. */
    size: number;
}
/**
 * Everything at or below a path in a commit or tree.
 * @param path relative to the root; '' for all
 */
export declare function readTree(root: string, revision: string, path: string): Promise<TreeEntry[]>;
/** The contents of blobs, in the order asked for, with one process. @throws GIT_FAILED */
export declare function readBlobs(root: string, oids: readonly string[]): Promise<Buffer[]>;
/** What merging gives: the tree's id, or the files in conflict. */
export type MergedTree = {
    tree: string;
} | {
    conflicts: string[];
};
/**
 * The tree of `head` merged into `base`, without touching the work tree or any branch.
 * @throws REVISION_UNKNOWN, GIT_FAILED (no common history)
 */
export declare function mergedTree(root: string, base: string, head: string): Promise<MergedTree>;
