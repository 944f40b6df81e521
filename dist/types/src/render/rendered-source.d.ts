import type { Origin as PlacedOrigin } from '../manifests/read-check.ts';
import type { Source } from '../manifests/types.ts';
/** What an object is called in the file that it comes from. */
export interface Origin {
    kind: string;
    name: string;
}
/**
 * Finds rendered objects in the files that they were rendered from: a chart's templates, with their actions
 * blanked, and what a kustomization is made of. What is not found there has the file alone for a place.
 */
export declare class RenderedSources {
    #private;
    /** The texts in which places are found, by file. */
    readonly texts: Map<string, string>;
    /** The same as they stand in the files, for excerpts. */
    readonly shown: Map<string, string>;
    /**
     * @param instead texts that are shown instead of those of the files
     * @param isTemplate whether braces in a file are a template's actions
     */
    constructor(files: ReadonlyMap<string, Uint8Array>, instead?: ReadonlyMap<string, string>, isTemplate?: (file: string) => boolean);
    /** Where the object stands in its file; the first line of the file where it is not found. */
    of(file: string, { kind, name }: Origin): Source;
    /** The same with the texts of the file, where it can be read. */
    originOf(file: string, object: Origin): PlacedOrigin | undefined;
}
