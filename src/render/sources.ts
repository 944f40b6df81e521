import type { Dirent } from 'node:fs';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { PlumblineError } from '../errors/error.ts';
import { findRevision } from '../git/repository.ts';
import { readBlobs, readTree, type TreeEntry } from '../git/tree.ts';
import { revisionFolder, workTreeFolder } from './folder.ts';
import { broken, followInTree, followOnDisk } from './links.ts';
import { gitmodulesOf, refuseMissingSubmodule, refusePointers, submoduleError } from './placeholders.ts';
import { sizeLimit, sorted } from './source-limits.ts';

/** Where manifests are read from: a work tree or a revision. All paths are relative to its root, with `/`. */
export interface FileSource {
  /** Absolute, without symbolic links. */
  readonly root: string;
  /** Where a path leads that may be a link: what a folder holds is named from there. */
  real(path: string): Promise<string>;
  /**
   * The manifest files at or below a path, sorted, links followed within the root; undefined where the path
   * does not exist. Hidden files and folders are left out.
   */
  list(path: string): Promise<string[] | undefined>;
  /** @throws MANIFEST_TOO_LARGE before anything of too many bytes is read; FILE_UNREADABLE */
  read(files: readonly string[]): Promise<Map<string, Uint8Array>>;
  /**
   * Every file of a folder by its path, hidden ones and all that its folders hold, as a chart or a kustomization
   * takes them; undefined where there is no such folder. A link is the file it leads to, by the link's name.
   * @throws MANIFEST_TOO_LARGE, FILE_UNREADABLE
   */
  folder(path: string): Promise<Map<string, Uint8Array> | undefined>;
}

const manifestName = /\.(?:ya?ml|json)$/i;

/** Whether a file of this name is a manifest by its ending, or tells that the folder is rendered otherwise. */
const isWanted = (name: string): boolean =>
  !name.startsWith('.') && (manifestName.test(name) || name === 'Kustomization');

/** The files as they stand on the disk. @param root absolute; no link leads out of it */
export function workTreeSource(root: string): FileSource {
  const real = realpathSync(root);

  const walk = (folder: string, files: Set<string>, seen: Set<string>): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const entries = readdirSync(join(real, folder), { withFileTypes: true });
    // Git keeps no empty folder: it may be one that a submodule is to fill.
    if (entries.length === 0) refuseMissingSubmodule(folder, gitmodulesOf(real), 'work tree');
    for (const entry of entries) {
      if (!entry.name.startsWith('.')) visit(posix.join(folder, entry.name), entry, files, seen);
    }
  };

  const visit = (path: string, entry: Dirent, files: Set<string>, seen: Set<string>): void => {
    if (entry.isDirectory()) walk(path, files, seen);
    else if (entry.isFile() && isWanted(entry.name)) files.add(path);
    else if (entry.isSymbolicLink()) {
      const target = followOnDisk(real, path);
      const stat = statSync(join(real, target));
      if (stat.isDirectory()) walk(target, files, seen);
      else if (stat.isFile() && isWanted(entry.name)) files.add(target);
    }
  };

  return {
    root: real,
    real: async (path) => (existsSync(join(real, path)) ? followOnDisk(real, path) : path),
    async list(path) {
      const stat = statSync(join(real, path), { throwIfNoEntry: false });
      if (stat === undefined) {
        refuseMissingSubmodule(path, gitmodulesOf(real), 'work tree');
        return undefined;
      }
      const files = new Set<string>();
      if (stat.isDirectory()) walk(followOnDisk(real, path), files, new Set());
      else files.add(followOnDisk(real, path));
      return sorted(files, path);
    },
    async read(names) {
      const contents = new Map<string, Uint8Array>();
      const limit = sizeLimit();
      for (const name of names) {
        const file = join(real, name);
        try {
          limit(name, statSync(file).size);
          contents.set(name, readFileSync(file));
        } catch (thrown) {
          throw thrown instanceof PlumblineError ? thrown : broken(name, thrown);
        }
      }
      return refusePointers(contents, 'work tree');
    },
    folder: async (path) => workTreeFolder(real, path),
  };
}

/** The files as a commit or tree has them; undefined where the revision is not here. */
export async function revisionSource(root: string, revision: string): Promise<FileSource | undefined> {
  const tree = await findRevision(root, revision, 'tree');
  return tree === undefined ? undefined : treeSource(root, tree);
}

function treeSource(root: string, tree: string): FileSource {
  const entries = new Map<string, TreeEntry>();
  /** By path, for a target's own is read more than once. */
  const known = new Map<string, Promise<TreeEntry[]>>();

  const read = (path: string): Promise<TreeEntry[]> => {
    const found = known.get(path) ?? readTree(root, tree, path);
    known.set(path, found);
    return found;
  };

  const visit = async (entry: TreeEntry, files: Set<string>, seen: Set<string>): Promise<void> => {
    if (entry.type === 'link') {
      const way = await followInTree(root, entry);
      if (!(await add(way, files, seen, entry.path))) throw broken(entry.path);
    } else if (entry.type === 'file') {
      entries.set(entry.path, entry);
      files.add(entry.path);
    }
  };

  /** What is not there at all may be below a submodule. */
  const refuseBelowSubmodule = async (path: string): Promise<void> => {
    const [gitmodules] = await readTree(root, tree, '.gitmodules');
    if (gitmodules === undefined) return;
    const [text] = await readBlobs(root, [gitmodules.oid]);
    refuseMissingSubmodule(path, text?.toString('utf8') ?? '', 'commit');
  };

  /** @param as the name that decides whether a single file is a manifest */
  const add = async (path: string, files: Set<string>, seen: Set<string>, as?: string): Promise<boolean> => {
    if (seen.has(path)) return true;
    seen.add(path);
    const found = await read(path);
    const from = path === '.' ? '' : path;
    for (const entry of found) {
      const single = entry.path === from;
      const way = single ? [] : relative(from, entry.path).split('/');
      if (way.some((part) => part.startsWith('.'))) continue;
      if (entry.type === 'submodule') throw submoduleError(entry.path, 'commit');
      const name = posix.basename(single && as !== undefined ? as : entry.path);
      // A link may lead to a folder, whatever its name; the path of a target is read whatever its name.
      const wanted = isWanted(name) || entry.type === 'link' || (single && as === undefined);
      if (wanted) await visit(entry, files, seen);
    }
    return found.length > 0;
  };

  const real = async (path: string, seen: readonly string[] = []): Promise<string> => {
    const [entry] = await read(path);
    if (entry?.type !== 'link' || entry.path !== path) return path;
    if (seen.includes(path)) throw broken(path);
    return real(await followInTree(root, entry), [...seen, path]);
  };

  return {
    root,
    real: (path) => real(path),
    async list(path) {
      const files = new Set<string>();
      if (await add(path, files, new Set())) return sorted(files, path);
      await refuseBelowSubmodule(path);
      return undefined;
    },
    async read(names) {
      const limit = sizeLimit();
      for (const name of names) limit(name, entries.get(name)?.size ?? 0);
      const oids = names.map((name) => entries.get(name)?.oid ?? '');
      const blobs = await readBlobs(root, oids);
      return refusePointers(new Map(names.map((name, index) => [name, blobs[index] as Buffer])), 'commit');
    },
    folder: (path) => revisionFolder(root, tree, path),
  };
}
