import type { Asked, ChartReference, Files } from './types.ts';
/**
 * The dependencies of a chart that are elsewhere: those that name a Helm repository or an OCI
 * registry and are not in charts/ already. Where Chart.lock has a version, that version is what is asked for.
 * @param folder of the chart
 * @throws MANIFEST_SYNTAX, MANIFEST_TOO_LARGE, MANIFEST_INVALID
 */
export declare function chartDependencies(files: Files, folder: string): Asked<ChartReference>[];
/** A name becomes a part of paths and URLs. */
export declare const isName: (name: string) => boolean;
