import type { Fetcher } from './fetcher.ts';
import type { ChartReference } from './types.ts';
/** A version of a chart as an index lists it. */
export interface IndexedChart {
    version: string;
    /** `https://…`, or `oci://…:TAG`. */
    url: string;
    /** As the index says, where it does. */
    digest?: string;
}
/** The newest version of a chart that is asked for, by the index of its Helm repository. @throws FETCH_FAILED, VERSION_NOT_FOUND */
export declare function findInIndex(chart: ChartReference, fetcher: Fetcher): Promise<IndexedChart>;
/** What Helm takes of several: the very text, or else the highest version in the range. @throws VERSION_NOT_FOUND */
export declare function newestOf(chart: ChartReference, versions: readonly string[]): string;
