import type { FileSet } from './files.ts';
import type { Problem } from './problems.ts';
export interface KustomizationOptions {
    /** Everything that it may read: also the bases and components above its folder. */
    files: FileSet;
    /** The folder with the kustomization.yaml. */
    folder: string;
}
/** One object, as `kustomize build` prints it. */
export interface KustomizationDocument {
    text: string;
    /** The file that holds the object, or that configures its generator; absent where kustomize does not tell. */
    file?: string;
    /** What the object is called in that file, before prefixes, suffixes and hashes; absent where it is not known. */
    original?: {
        kind: string;
        name: string;
    };
    /** The kind of its generator, for an object that is in no file: `ConfigMapGenerator`. */
    generatedBy?: string;
}
export interface KustomizationResult {
    /** In the order of `kustomize build`. */
    documents: KustomizationDocument[];
    warnings: Problem[];
}
/** What `kustomize build` prints. */
export declare const printed: (documents: readonly KustomizationDocument[]) => string;
