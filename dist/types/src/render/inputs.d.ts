import type { Config, Target } from '../config/types.ts';
import type { FileSource } from './sources.ts';
export interface Inputs {
    /** From the source's root: the target's own, those of bases, values files, the lock. */
    paths: string[];
    /** Plain targets read manifests alone. */
    reads: 'manifests' | 'any';
}
/** Everything that a target is rendered from. */
export declare function inputPaths(source: FileSource, config: Config, { path, helm }: Pick<Target, 'path' | 'helm'>): Promise<Inputs>;
/** Relative to the root, with `/`; '.' for the root itself. Both are real paths: loadConfig and sources see to it. */
export declare const within: (root: string, path: string) => string;
