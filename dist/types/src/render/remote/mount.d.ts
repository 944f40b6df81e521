import type { Fetched } from './fetch-locked.ts';
import { type Asked, type Files } from './types.ts';
/** Gives what is asked for: by the lock, or anew. Undefined leaves it where it is, for somebody who only looks. */
export type Supply = (asked: Asked) => Promise<Fetched | undefined>;
export interface Mounted {
    /** The files that were given, and beside them what was fetched. */
    files: Files;
    /** Where mounted folders and files come from, by path: for places in messages. */
    origins: Map<string, string>;
}
/** Where bases are mounted, below the root: no path of a repository is likely to begin so. */
export declare const mountFolder = ".plumbline-remote";
/**
 * A chart's files with the archives of its dependencies in charts/, where Helm looks for them.
 * @param folder of the chart
 */
export declare function mountCharts(files: Files, folder: string, supply: Supply): Promise<Mounted>;
/**
 * A kustomization's files with those of its remote bases in a folder of their own, remote files beside their
 * kustomization, and in every kustomization that names them their paths instead of the URLs. Bases of bases too.
 * @param folder of the kustomization
 */
export declare function mountBases(files: Files, folder: string, supply: Supply): Promise<Mounted>;
