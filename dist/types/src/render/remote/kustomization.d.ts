import type { Keys } from '../../manifests/walk.ts';
import type { Asked, BaseReference, FileReference, Files } from './types.ts';
import { type YamlFile } from './yaml-file.ts';
/** A remote thing of a kustomization, and the way to the text that names it. */
export interface RemoteOfKustomization extends Asked<BaseReference | FileReference> {
    path: Keys;
    /** What stands before the URL in its text: the `KEY=` of a generator. */
    prefix: string;
}
export interface Kustomization {
    /** The folder of the kustomization. */
    folder: string;
    file: YamlFile;
    remote: RemoteOfKustomization[];
    /** What it names in the same tree: folders, files, and what is neither. */
    local: string[];
}
/**
 * What a folder's kustomization refers to; undefined where the folder has none.
 * @throws MANIFEST_SYNTAX, MANIFEST_TOO_LARGE, MANIFEST_INVALID, UNSUPPORTED (helmCharts), FETCH_REFUSED
 */
export declare function readKustomization(files: Files, folder: string): Kustomization | undefined;
