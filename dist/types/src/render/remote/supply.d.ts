import type { FileSource } from '../sources.ts';
import type { Fetcher } from './fetcher.ts';
import type { Supply } from './mount.ts';
import { type Asked, type ChartReference, type Files, type Lock } from './types.ts';
/** Gives what the lock in a folder of the source says; it is read when something is asked for. */
export declare function supplyOf(source: FileSource, folder: string, fetcher: Fetcher): Supply;
/** Gives what the lock says, and nothing else. */
export declare function supplyLocked(lock: Lock, fetcher: Fetcher): Supply;
/**
 * The files of a chart that is itself from elsewhere, below a folder that is named after its archive.
 * @returns undefined where there is nothing to look at
 */
export declare function remoteChart(asked: Asked<ChartReference>, supply: Supply): Promise<{
    files: Files;
    folder: string;
} | undefined>;
