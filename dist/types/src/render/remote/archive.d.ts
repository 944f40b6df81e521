import { PlumblineError } from '../../errors/error.ts';
import type { Files } from './types.ts';
/** What an archive may hold; past it nothing of it is used. */
export interface ArchiveLimits {
    entries: number;
    /** Bytes of one file. */
    file: number;
    /** Bytes of all of it, unpacked. */
    total: number;
    /** Bytes unpacked per byte packed, of archives of more than a megabyte unpacked. */
    ratio: number;
}
export declare const archiveLimits: ArchiveLimits;
/**
 * The files of a gzipped tar archive by their paths in it. Folders are left out; links, devices, and paths that
 * are absolute or lead upwards make the whole archive invalid, for an honest one has none.
 * @param name of the archive, for messages
 * @throws ARCHIVE_INVALID
 */
export declare function unpackArchive(packed: Uint8Array, name: string, limits?: ArchiveLimits): Promise<Files>;
/** What is wrong with an archive, to be read after its name. */
export declare function invalidArchive(name: string, what: string, cause?: unknown): PlumblineError;
