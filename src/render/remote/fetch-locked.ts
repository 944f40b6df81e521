import { posix } from 'node:path';
import { PlumblineError } from '../../errors/error.ts';
import { unpackChart } from './chart-archive.ts';
import { digestOf, packFiles, unpackFiles } from './digest.ts';
import type { Fetcher } from './fetcher.ts';
import { fetchBase, resolveCommit } from './git-base.ts';
import { chartFiles, fetchArchive, fetchChart, resolveChart } from './resolve-chart.ts';
import { describe, type Files, type LockEntry, type RemoteReference } from './types.ts';

/** An entry, and what it stands for. */
export interface Fetched {
  entry: LockEntry;
  /** Of a chart its archive, `NAME-VERSION.tgz`; of a base its files by their paths in the repository; of a file itself. */
  files: Files;
}

/**
 * What an entry of the lock stands for, from the cache or from where it comes from; nothing but the very bytes
 * that the lock means.
 * @throws LOCK_MISMATCH, ARCHIVE_INVALID, FETCH_FAILED, FETCH_REFUSED
 */
export async function fetchLocked(entry: LockEntry, fetcher: Fetcher): Promise<Files> {
  const known = await fetcher.cache.read(entry.digest);
  const bytes = known ?? (await fetchBytes(entry, fetcher));
  if (known === undefined) {
    if (digestOf(bytes) !== entry.digest) throw mismatch(entry, digestOf(bytes));
    await fetcher.cache.write(entry.digest, bytes);
  }
  // The lock may have been written by hand: the archive is looked at each time, which takes milliseconds.
  if (entry.kind === 'chart') await unpackChart(bytes, entry);
  return filesOf(entry, bytes);
}

async function fetchBytes(entry: LockEntry, fetcher: Fetcher): Promise<Buffer> {
  switch (entry.kind) {
    case 'chart':
      return fetchChart(entry, fetcher);
    case 'base':
      return packFiles(await fetchBase(entry, entry.commit, fetcher));
    case 'file':
      return fetchArchive(entry.url, fetcher);
  }
}

function filesOf(entry: LockEntry, bytes: Buffer): Files {
  switch (entry.kind) {
    case 'chart':
      return chartFiles(entry, bytes);
    case 'base':
      return unpackFiles(bytes);
    case 'file':
      return new Map([[posix.basename(new URL(entry.url).pathname), bytes]]);
  }
}

/**
 * What a reference means now: the newest version in its range, the commit of its branch, the bytes at its URL.
 * @throws VERSION_NOT_FOUND, ARCHIVE_INVALID, FETCH_FAILED, FETCH_REFUSED
 */
export async function resolve(reference: RemoteReference, fetcher: Fetcher): Promise<Fetched> {
  if (reference.kind === 'chart') return resolveChart(reference, fetcher);
  const bytes = async (): Promise<[Buffer, Pick<LockEntry & { kind: 'base' }, 'commit'> | undefined]> => {
    if (reference.kind === 'file') return [await fetchArchive(reference.url, fetcher), undefined];
    const commit = await resolveCommit(reference, fetcher);
    return [packFiles(await fetchBase(reference, commit, fetcher)), { commit }];
  };
  const [found, pin] = await bytes();
  const pinned = { digest: digestOf(found), size: found.length };
  await fetcher.cache.write(pinned.digest, found);
  const entry = { ...reference, ...pin, ...pinned } as LockEntry;
  return { entry, files: filesOf(entry, found) };
}

const mismatch = (entry: LockEntry, digest: string): PlumblineError =>
  new PlumblineError(
    'LOCK_MISMATCH',
    `${describe(entry)} is not what plumbline.lock says: it is ${digest}, not ${entry.digest}`,
    {
      remedy: 'Find out who changed it; if it may be so, run plumbline lock --upgrade and review the change.',
    },
  );
