import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { PlumblineError } from '../errors/error.ts';
import { readBlobs, readTree, type TreeEntry } from '../git/tree.ts';
import { broken, followInTree, followOnDisk } from './links.ts';
import { gitmodulesOf, refuseMissingSubmodule, refusePointers, submoduleError } from './placeholders.ts';
import { maxFiles, sizeLimit, tooMany } from './source-limits.ts';

export type Folder = Map<string, Uint8Array>;

/** The way from the root: `.` is left out. */
const below = (folder: string, name: string): string => posix.join(folder, name);

/** All files of a folder as they stand on the disk. @param root absolute, without symbolic links */
export function workTreeFolder(root: string, path: string): Folder | undefined {
  const contents: Folder = new Map();
  const limit = sizeLimit();

  const visit = (way: string, inside: readonly string[]): void => {
    const real = followOnDisk(root, way);
    const stat = statOf(join(root, real), way);
    if (stat.isDirectory()) {
      if (inside.includes(real)) throw loop(way);
      const names = readdirSync(join(root, real)).sort();
      if (names.length === 0) refuseMissingSubmodule(real, gitmodulesOf(root), 'work tree');
      for (const name of names) {
        if (name !== '.git') visit(below(way, name), [...inside, real]);
      }
    } else if (stat.isFile()) {
      limit(way, stat.size);
      if (contents.size >= maxFiles) throw tooMany(path);
      contents.set(way, readFileSync(join(root, real)));
    }
  };

  if (statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  visit(path, []);
  return refusePointers(contents, 'work tree');
}

function statOf(file: string, way: string): Stats {
  try {
    return statSync(file);
  } catch (cause) {
    throw broken(way, cause);
  }
}

const loop = (way: string): PlumblineError =>
  new PlumblineError('FILE_UNREADABLE', 'the symbolic link leads back to a folder that it is in', {
    place: { file: way },
    remedy: 'Remove the link.',
  });

/** The same as a commit or tree has them. */
export async function revisionFolder(root: string, tree: string, path: string): Promise<Folder | undefined> {
  const found = new Map<string, TreeEntry>();

  const visit = async (from: string, as: string, inside: readonly string[]): Promise<void> => {
    if (inside.includes(from)) throw loop(as);
    for (const entry of await readTree(root, tree, from)) {
      const rest = entry.path === from ? '' : entry.path.slice(from === '.' ? 0 : from.length + 1);
      const way = rest === '' ? as : below(as, rest);
      if (entry.type === 'submodule') throw submoduleError(entry.path, 'commit');
      if (entry.type === 'file') found.set(way, entry);
      else if (entry.type === 'link') await visit(await targetOf(entry, way), way, [...inside, from]);
      if (found.size > maxFiles) throw tooMany(path);
    }
  };

  const targetOf = async (link: TreeEntry, way: string): Promise<string> => {
    const to = await followInTree(root, link, way);
    if ((await readTree(root, tree, to)).length === 0) throw broken(way);
    return to;
  };

  const entries = await readTree(root, tree, path);
  if (entries.length === 0 || entries.some((entry) => entry.path === path)) return undefined;
  await visit(path, path, []);
  const limit = sizeLimit();
  for (const [way, { size }] of found) limit(way, size);
  const ways = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  const blobs = await readBlobs(
    root,
    ways.map(([, { oid }]) => oid),
  );
  return refusePointers(new Map(ways.map(([way], index) => [way, blobs[index] as Buffer])), 'commit');
}
