/** Where manifests are read from: a work tree or a revision. All paths are relative to its root, with `/`. */
export interface FileSource {
    /** Absolute, without symbolic links. */
    readonly root: string;
    /** Where a path leads that may be a link: what a folder holds is named from there. */
    real(path: string): Promise<string>;
    /**
     * The manifest files at or below a path, sorted, links followed within the root; undefined where the path
     * does not exist. Hidden files and folders are left out.
     */
    list(path: string): Promise<string[] | undefined>;
    /** @throws MANIFEST_TOO_LARGE before anything of too many bytes is read; FILE_UNREADABLE */
    read(files: readonly string[]): Promise<Map<string, Uint8Array>>;
    /**
     * Every file of a folder by its path, hidden ones and all that its folders hold, as a chart or a kustomization
     * takes them; undefined where there is no such folder. A link is the file it leads to, by the link's name.
     * @throws MANIFEST_TOO_LARGE, FILE_UNREADABLE
     */
    folder(path: string): Promise<Map<string, Uint8Array> | undefined>;
}
/** The files as they stand on the disk. @param root absolute; no link leads out of it */
export declare function workTreeSource(root: string): FileSource;
/** The files as a commit or tree has them; undefined where the revision is not here. */
export declare function revisionSource(root: string, revision: string): Promise<FileSource | undefined>;
