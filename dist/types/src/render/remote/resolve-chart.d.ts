import type { Fetcher } from './fetcher.ts';
import type { ChartEntry, ChartReference, Files } from './types.ts';
/** Finds the version that is asked for, and fetches it. */
export declare function resolveChart(chart: ChartReference, fetcher: Fetcher): Promise<{
    entry: ChartEntry;
    files: Files;
}>;
export declare const chartFiles: (entry: ChartEntry, bytes: Uint8Array) => Files;
/** The bytes of a chart from where the lock says. @throws FETCH_FAILED, FETCH_REFUSED */
export declare function fetchChart({ location, digest }: ChartEntry, fetcher: Fetcher): Promise<Buffer>;
/** The bytes at a URL. */
export declare function fetchArchive(location: string, fetcher: Fetcher): Promise<Buffer>;
