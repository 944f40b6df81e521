import type { Folder } from './folder.ts';
import type { FileSource } from './sources.ts';
/**
 * All that building the kustomization of a folder may read: its own folder and those of the bases and
 * components that it names, wherever they are in the repository. What is not there is left for the build to tell.
 * The digests of bases in plumbline.lock are of what this finds: to find more or less changes them.
 */
export declare function kustomizationFiles(source: FileSource, path: string): Promise<{
    files: Folder;
    folders: string[];
}>;
