import { PlumblineError } from '../errors/error.ts';
import { type TreeEntry } from '../git/tree.ts';
/**
 * The real place of a path of a work tree, from its root.
 * @param root absolute, without symbolic links
 * @throws FILE_UNREADABLE where it is not there, or leads out of the root
 */
export declare function followOnDisk(root: string, way: string): string;
/**
 * Where a link of a commit or tree leads, from the root; whether anything is there is not looked at.
 * @param shown what messages call the link
 * @throws FILE_UNREADABLE where it leads out of the root
 */
export declare function followInTree(root: string, link: TreeEntry, shown?: string): Promise<string>;
export declare function broken(file: string, cause?: unknown): PlumblineError;
