import { posix } from 'node:path';
import { decodeText } from '../../manifests/read-text.ts';
import { kindOf } from '../kind.ts';
import { kustomizationFiles } from '../kustomization-files.ts';
import type { FileSource } from '../sources.ts';
import { lockFileName, readLock } from './lock-file.ts';
import { mountBases, mountCharts, type Supply } from './mount.ts';
import type { Lock } from './types.ts';

/** Asks for everything that the chart or the kustomization of a folder is made of and that is elsewhere. */
export async function askForRemote(source: FileSource, path: string, supply: Supply): Promise<void> {
  const kind = await kindOf(source, path);
  if (kind?.kind === 'chart') await mountCharts((await source.folder(path)) ?? new Map(), path, supply);
  if (kind?.kind !== 'kustomization') return;
  await mountBases((await kustomizationFiles(source, path)).files, path, supply);
}

/** The text of the lock in a folder of the source. */
export async function lockTextIn(source: FileSource, folder: string): Promise<string | undefined> {
  const file = posix.join(folder, lockFileName);
  // A link is followed within the repository alone: what a lock says wrong is quoted.
  const [found] = (await source.list(file)) ?? [];
  return found === undefined
    ? undefined
    : decodeText((await source.read([found])).get(found) as Uint8Array, file);
}

/** The lock in a folder of the source; an empty one where there is none. @throws LOCK_INVALID */
export async function lockIn(source: FileSource, folder: string): Promise<Lock> {
  const text = await lockTextIn(source, folder);
  return text === undefined ? { entries: [] } : readLock(text, posix.join(folder, lockFileName));
}
