import { PlumblineError } from '../errors/error.ts';
import { failed, git, gitText } from './command.ts';
import { resolveRevision } from './repository.ts';

export interface TreeEntry {
  /** Relative to the repository's root. */
  path: string;
  type: 'file' | 'link' | 'submodule';
  /** Object id of the blob. */
  oid: string;
  /** Bytes; NaN where the blob is not here. */
  size: number;
}

const types: Record<string, TreeEntry['type']> = { '120000': 'link', '160000': 'submodule' };

/**
 * Everything at or below a path in a commit or tree.
 * @param path relative to the root; '' for all
 */
export async function readTree(root: string, revision: string, path: string): Promise<TreeEntry[]> {
  const below = path === '' || path === '.' ? [] : ['--', path];
  const output = await gitText(root, ['ls-tree', '-r', '-l', '-z', '--full-tree', revision, ...below]);
  return output
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', , oid = '', size = ''] = line.slice(0, tab).split(/ +/);
      return { path: line.slice(tab + 1), type: types[mode] ?? 'file', oid, size: Number(size) };
    });
}

/** The contents of blobs, in the order asked for, with one process. @throws GIT_FAILED */
export async function readBlobs(root: string, oids: readonly string[]): Promise<Buffer[]> {
  if (oids.length === 0) return [];
  const output = await git(root, ['cat-file', '--batch'], { input: `${oids.join('\n')}\n` });
  if (output.exitCode !== 0) throw failed(['cat-file'], output);
  const blobs: Buffer[] = [];
  let at = 0;
  for (const oid of oids) {
    const end = output.stdout.indexOf(10, at);
    const [, type, size] = output.stdout.toString('latin1', at, end).split(' ');
    if (type !== 'blob') {
      throw new PlumblineError('GIT_FAILED', `git does not have the file of id ${oid} here`, {
        remedy: 'Fetch it: a partial clone (git clone --filter) lacks contents.',
      });
    }
    const start = end + 1;
    at = start + Number(size) + 1;
    blobs.push(output.stdout.subarray(start, at - 1));
  }
  return blobs;
}

/** What merging gives: the tree's id, or the files in conflict. */
export type MergedTree = { tree: string } | { conflicts: string[] };

/**
 * The tree of `head` merged into `base`, without touching the work tree or any branch.
 * @throws REVISION_UNKNOWN, GIT_FAILED (no common history)
 */
export async function mergedTree(root: string, base: string, head: string): Promise<MergedTree> {
  const [into, from] = await Promise.all([resolveRevision(root, base), resolveRevision(root, head)]);
  const args = ['merge-tree', '--write-tree', '--name-only', '--no-messages', '-z', into, from];
  const output = await git(root, args);
  const [tree = '', ...files] = output.stdout.toString('utf8').split('\0').filter(Boolean);
  if (output.exitCode === 0) return { tree };
  if (output.exitCode === 1) return { conflicts: [...new Set(files)] };
  throw failed(args, output);
}
