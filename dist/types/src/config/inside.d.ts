/**
 * The way from a repository's root to a file, with `/`; undefined where the file is not in its work tree. What
 * Git keeps for itself is not: .git/config may hold the token that a job checked the repository out with.
 * @param root without symbolic links
 * @param file its real path
 */
export declare function wayInside(root: string, file: string): string | undefined;
/** Whether a path, relative to a folder and without `.` and `..` in its middle, is outside of it. */
export declare const leadsOut: (way: string) => boolean;
