import { PlumblineError } from '../../errors/error.ts';
import type { FileSource } from '../sources.ts';
import type { Fetcher } from './fetcher.ts';
import { entryOf } from './lock-file.ts';
import type { Supply } from './mount.ts';
import { lockIn } from './targets.ts';
import { type Asked, type ChartReference, describe, type Files, type Lock } from './types.ts';

/** Gives what the lock in a folder of the source says; it is read when something is asked for. */
export function supplyOf(source: FileSource, folder: string, fetcher: Fetcher): Supply {
  let supply: Promise<Supply> | undefined;
  return async (asked) => {
    supply ??= lockIn(source, folder).then((lock) => supplyLocked(lock, fetcher));
    return (await supply)(asked);
  };
}

/** Gives what the lock says, and nothing else. */
export function supplyLocked(lock: Lock, fetcher: Fetcher): Supply {
  return async ({ reference, place }) => {
    const entry = entryOf(lock, reference);
    if (entry === undefined) {
      throw new PlumblineError('LOCK_MISSING', `${describe(reference)} is not in plumbline.lock`, {
        place,
        remedy: 'Run plumbline lock, and commit plumbline.lock.',
      });
    }
    // What fetches is loaded where something is fetched.
    const { fetchLocked } = await import('./fetch-locked.ts');
    return { entry, files: await fetchLocked(entry, fetcher) };
  };
}

/**
 * The files of a chart that is itself from elsewhere, below a folder that is named after its archive.
 * @returns undefined where there is nothing to look at
 */
export async function remoteChart(
  asked: Asked<ChartReference>,
  supply: Supply,
): Promise<{ files: Files; folder: string } | undefined> {
  const fetched = await supply(asked);
  if (fetched === undefined) return undefined;
  const { entry, files } = fetched;
  const [packed] = files.values();
  if (entry.kind !== 'chart' || packed === undefined) {
    throw new PlumblineError(
      'INTERNAL',
      `${describe(asked.reference)} was answered by another kind of thing`,
    );
  }
  const { archiveName, unpackChart } = await import('./chart-archive.ts');
  const folder = archiveName(entry);
  const unpacked = await unpackChart(packed, entry);
  return { folder, files: new Map([...unpacked].map(([path, bytes]) => [`${folder}/${path}`, bytes])) };
}
