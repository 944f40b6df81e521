import { PlumblineError } from '../errors/error.ts';
/** Where files are read: what is missing there is to be had in another way. */
export type Place = 'work tree' | 'commit';
/**
 * Refuses files of which Git LFS keeps the content elsewhere.
 * @throws FILE_UNREADABLE; every file is told, the first with the rest as `others`
 */
export declare function refusePointers<T extends ReadonlyMap<string, Uint8Array>>(contents: T, place: Place): T;
/** The paths of the submodules that a .gitmodules tells of. */
export declare function submodulePaths(gitmodules: string): string[];
/** Refuses a folder, found empty or not at all, that a submodule is to fill. @throws FILE_UNREADABLE */
export declare function refuseMissingSubmodule(path: string, gitmodules: string, place: Place): void;
export declare function submoduleError(path: string, place: Place): PlumblineError;
/** What a work tree has in its .gitmodules; '' without one. */
export declare function gitmodulesOf(root: string): string;
