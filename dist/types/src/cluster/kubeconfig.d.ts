import type { JsonObject } from '../manifests/types.ts';
/** One named entry, and the file it came from: relative paths in it are relative to that file's folder. */
export interface Entry {
    file: string;
    value: JsonObject;
}
export interface Kubeconfig {
    files: string[];
    currentContext: string | undefined;
    clusters: Map<string, Entry>;
    users: Map<string, Entry>;
    contexts: Map<string, Entry>;
}
/**
 * Reads one kubeconfig. A missing file is undefined, unless it was asked for by name.
 * No message ever quotes the file: it holds credentials.
 */
export declare function readKubeconfig(path: string, required: boolean): Promise<Kubeconfig | undefined>;
export declare function parseKubeconfig(text: string, file: string): Kubeconfig;
/** kubectl's merge: the first file that names an entry, or a current context, wins; entries are never mixed. */
export declare function mergeKubeconfigs(configs: readonly Kubeconfig[]): Kubeconfig;
/** Makes a path of a kubeconfig absolute. */
export declare function pathIn(entry: Entry, path: string): string;
