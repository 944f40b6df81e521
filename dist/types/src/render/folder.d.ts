export type Folder = Map<string, Uint8Array>;
/** All files of a folder as they stand on the disk. @param root absolute, without symbolic links */
export declare function workTreeFolder(root: string, path: string): Folder | undefined;
/** The same as a commit or tree has them. */
export declare function revisionFolder(root: string, tree: string, path: string): Promise<Folder | undefined>;
