import type { Files } from './types.ts';
export declare const archiveName: ({ name, resolved }: {
    name: string;
    resolved: string;
}) => string;
/**
 * The files of a packed chart, the folder that all of them are in left out.
 * @throws ARCHIVE_INVALID, also where it is another chart than it should be
 */
export declare function unpackChart(packed: Uint8Array, chart: {
    name: string;
    resolved: string;
}): Promise<Files>;
