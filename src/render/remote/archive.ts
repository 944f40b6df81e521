import { posix } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type ParsedTarEntryWithData, type TarHeader, unpackTar } from 'modern-tar';
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

export const archiveLimits: ArchiveLimits = {
  entries: 10_000,
  file: 5 * 1024 * 1024,
  total: 50 * 1024 * 1024,
  ratio: 100,
};

const alwaysAllowed = 1024 * 1024;
const unzip = promisify(gunzip);

/**
 * The files of a gzipped tar archive by their paths in it. Folders are left out; links, devices, and paths that
 * are absolute or lead upwards make the whole archive invalid, for an honest one has none.
 * @param name of the archive, for messages
 * @throws ARCHIVE_INVALID
 */
export async function unpackArchive(
  packed: Uint8Array,
  name: string,
  limits: ArchiveLimits = archiveLimits,
): Promise<Files> {
  const unpacked = await inflate(packed, name, limits);
  const files: Files = new Map();
  for (const { header, data } of await readTar(unpacked, name, limits)) {
    if (header.type === 'directory') continue;
    const path = safePath(header.name, name);
    if (files.has(path)) throw invalidArchive(name, `holds ${shown(path)} twice`);
    files.set(path, data ?? new Uint8Array());
  }
  for (const path of files.keys()) {
    for (let above = posix.dirname(path); above !== '.'; above = posix.dirname(above)) {
      if (files.has(above))
        throw invalidArchive(name, `holds ${shown(above)} both as a file and as a folder`);
    }
  }
  return files;
}

async function inflate(packed: Uint8Array, name: string, limits: ArchiveLimits): Promise<Buffer> {
  const byRatio = Math.max(packed.length * limits.ratio, alwaysAllowed);
  const maxOutputLength = Math.min(byRatio, limits.total);
  try {
    return await unzip(packed, { maxOutputLength });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') {
      throw invalidArchive(name, 'is no gzip, or is cut off', cause);
    }
    throw invalidArchive(
      name,
      maxOutputLength === limits.total
        ? `has more than ${megabytes(limits.total)} unpacked`
        : `grows to more than ${limits.ratio} times its size`,
    );
  }
}

async function readTar(
  unpacked: Buffer,
  name: string,
  limits: ArchiveLimits,
): Promise<ParsedTarEntryWithData[]> {
  let entries = 0;
  const check = (header: TarHeader): boolean => {
    entries += 1;
    if (entries > limits.entries) throw invalidArchive(name, `has more than ${limits.entries} entries`);
    const type = header.type ?? 'file';
    if (type !== 'file' && type !== 'directory') {
      throw invalidArchive(
        name,
        `holds ${shown(header.name)}, which is neither a file nor a folder (${type})`,
      );
    }
    if (header.size > limits.file) {
      throw invalidArchive(name, `holds ${shown(header.name)} of more than ${megabytes(limits.file)}`);
    }
    return true;
  };
  try {
    return await unpackTar(unpacked, { strict: true, filter: check });
  } catch (thrown) {
    if (thrown instanceof PlumblineError) throw thrown;
    throw invalidArchive(name, 'is no tar, or is cut off', thrown);
  }
}

/** Helm refuses the same. A backslash separates on Windows, and a drive's letter is absolute there. */
function safePath(path: string, name: string): string {
  const parts = path.split('/');
  const isSafe =
    !/[\\\0]/.test(path) &&
    !path.startsWith('/') &&
    !/^[a-zA-Z]:/.test(path) &&
    !/\/[a-zA-Z]:\//.test(path) &&
    !parts.includes('..');
  const clean = posix.normalize(path);
  if (!isSafe || clean === '.' || clean === '' || !path.isWellFormed()) {
    throw invalidArchive(name, `holds the path ${shown(path)}, which leads out of it or is none`);
  }
  return clean;
}

const shown = (path: string): string => JSON.stringify(path.length > 200 ? `${path.slice(0, 200)}…` : path);
const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** What is wrong with an archive, to be read after its name. */
export function invalidArchive(name: string, what: string, cause?: unknown): PlumblineError {
  return new PlumblineError('ARCHIVE_INVALID', `the archive ${name} ${what}`, {
    ...(cause !== undefined && { cause }),
    remedy: 'Ask who publishes it for a sound one, or use another version.',
  });
}
