import type { FileSource } from './sources.ts';
/** The names that kustomize looks for, in its order. */
export declare const kustomizationNames: readonly ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
export declare const chartName = "Chart.yaml";
/** What a folder holds that is rendered otherwise than manifest by manifest. */
export type Kind = {
    kind: 'chart';
} | {
    kind: 'kustomization';
    name: string;
};
/**
 * Tells by the names in a folder what it holds; a chart comes before a kustomization. Undefined for manifests alone.
 * @param has whether a file of this name is there
 */
export declare function kindBy(has: (name: string) => boolean | Promise<boolean>): Promise<Kind | undefined>;
/** The same by asking for each name, for who does not list the folder. */
export declare const kindOf: (source: FileSource, folder: string) => Promise<Kind | undefined>;
/** The kustomization of a folder among files. */
export declare const kustomizationIn: (files: ReadonlyMap<string, Uint8Array>, folder: string) => string | undefined;
