export interface Repository {
    /** Absolute path of the work tree's top folder. */
    root: string;
    /** HEAD's commit; '' before the first one. */
    commit: string;
    /** `refs/heads/main`; absent where HEAD is detached. */
    ref?: string;
    /** origin, or the only remote: `github.com/acme/shop`. */
    remote?: string;
    /** The history is cut off: what is not found may still be an ancestor. */
    shallow: boolean;
}
/** The repository a folder belongs to; undefined where there is none. @throws GIT_FAILED */
export declare function repositoryOf(folder: string): Promise<Repository | undefined>;
/** The id of the commit (or tree) that a revision names; undefined where it is not here. */
export declare function findRevision(root: string, revision: string, type?: 'commit' | 'tree'): Promise<string | undefined>;
/** @throws REVISION_UNKNOWN */
export declare function resolveRevision(root: string, revision: string): Promise<string>;
