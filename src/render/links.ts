import { realpathSync } from 'node:fs';
import { join, posix } from 'node:path';
import { leadsOut, wayInside } from '../config/inside.ts';
import { PlumblineError } from '../errors/error.ts';
import { readBlobs, type TreeEntry } from '../git/tree.ts';

/**
 * The real place of a path of a work tree, from its root.
 * @param root absolute, without symbolic links
 * @throws FILE_UNREADABLE where it is not there, or leads out of the root
 */
export function followOnDisk(root: string, way: string): string {
  let real: string;
  try {
    real = realpathSync(join(root, way));
  } catch (cause) {
    throw broken(way, cause);
  }
  const inside = wayInside(root, real);
  if (inside === undefined) throw leaves(way);
  return inside;
}

/**
 * Where a link of a commit or tree leads, from the root; whether anything is there is not looked at.
 * @param shown what messages call the link
 * @throws FILE_UNREADABLE where it leads out of the root
 */
export async function followInTree(root: string, link: TreeEntry, shown = link.path): Promise<string> {
  const [target] = await readBlobs(root, [link.oid]);
  const text = target?.toString('utf8') ?? '';
  const way = posix.join(posix.dirname(link.path), text);
  if (text.startsWith('/') || leadsOut(way)) throw leaves(shown);
  return way;
}

export function broken(file: string, cause?: unknown): PlumblineError {
  return new PlumblineError('FILE_UNREADABLE', 'the file cannot be read, or is a link to nothing', {
    place: { file },
    ...(cause !== undefined && { cause }),
    remedy: 'Look at its rights, and where it points to.',
  });
}

const leaves = (file: string): PlumblineError =>
  new PlumblineError('FILE_UNREADABLE', 'the symbolic link leads out of the repository', {
    place: { file },
    remedy: 'Replace the link by what it points to.',
  });
