import type { BaseReference } from './types.ts';
/** A reference, or why the text, which means something remote, is none that is fetched. */
export type GitUrl = BaseReference | {
    refused: string;
    remedy: string;
};
/**
 * A Git repository and a folder in it, as kustomize reads the entries of `resources`, `components` and `bases`;
 * undefined where kustomize would not take the text for one.
 */
export declare function parseGitUrl(text: string): GitUrl | undefined;
