import type { Asked, Files } from './types.ts';
/**
 * What the chart or the kustomization of a folder, or the kustomizations that it names, takes from elsewhere; pure.
 * What those things take from elsewhere themselves is known once they are fetched.
 */
export declare function findRemote(files: Files, folder: string): Asked[];
