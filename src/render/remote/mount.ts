import { posix } from 'node:path';
import { PlumblineError } from '../../errors/error.ts';
import type { Keys } from '../../manifests/walk.ts';
import { shownUrl } from './access.ts';
import { chartDependencies } from './chart-dependencies.ts';
import type { Fetched } from './fetch-locked.ts';
import { type Kustomization, type RemoteOfKustomization, readKustomization } from './kustomization.ts';
import { replaceTexts } from './replace-texts.ts';
import { type Asked, describe, type Files, keyOf, type LockEntry } from './types.ts';

/** Gives what is asked for: by the lock, or anew. Undefined leaves it where it is, for somebody who only looks. */
export type Supply = (asked: Asked) => Promise<Fetched | undefined>;

export interface Mounted {
  /** The files that were given, and beside them what was fetched. */
  files: Files;
  /** Where mounted folders and files come from, by path: for places in messages. */
  origins: Map<string, string>;
}

/** Where bases are mounted, below the root: no path of a repository is likely to begin so. */
export const mountFolder = '.plumbline-remote';

const maxRemotes = 200;

/**
 * A chart's files with the archives of its dependencies in charts/, where Helm looks for them.
 * @param folder of the chart
 */
export async function mountCharts(files: Files, folder: string, supply: Supply): Promise<Mounted> {
  const mounted: Mounted = { files: new Map(files), origins: new Map() };
  for (const asked of limited(chartDependencies(files, folder))) {
    for (const [name, bytes] of (await supply(asked))?.files ?? []) {
      const path = posix.join(folder, 'charts', name);
      mounted.files.set(path, bytes);
      mounted.origins.set(path, describe(asked.reference));
    }
  }
  return mounted;
}

/**
 * A kustomization's files with those of its remote bases in a folder of their own, remote files beside their
 * kustomization, and in every kustomization that names them their paths instead of the URLs. Bases of bases too.
 * @param folder of the kustomization
 */
export async function mountBases(files: Files, folder: string, supply: Supply): Promise<Mounted> {
  const own = [...files].filter(([path]) => !path.split('/').includes(mountFolder));
  const mounted: Mounted = { files: new Map(own), origins: new Map() };
  const seen = new Set<string>();
  const todo = [folder];
  let remotes = 0;
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const kustomization = readKustomization(mounted.files, next);
    if (kustomization === undefined) continue;
    refuseEscape(kustomization);
    todo.push(...kustomization.local);
    const replacements = new Map<Keys, string>();
    for (const remote of kustomization.remote) {
      remotes += 1;
      if (remotes > maxRemotes) throw tooMany(remote);
      const fetched = await supply(remote);
      if (fetched === undefined) continue;
      const way = place(mounted, kustomization, remote, fetched);
      todo.push(way);
      replacements.set(remote.path, remote.prefix + (posix.relative(next, way) || '.'));
    }
    if (replacements.size === 0) continue;
    const { file } = kustomization;
    mounted.files.set(file.file, Buffer.from(replaceTexts(file, replacements)));
  }
  return mounted;
}

/** A base's way up ends at the root of its own repository, not in the one that it is mounted in. */
function refuseEscape({ folder, file, local }: Kustomization): void {
  const [top, id] = folder.split('/');
  if (top !== mountFolder) return;
  const out = local.find((way) => !`${way}/`.startsWith(`${top}/${id}/`));
  if (out === undefined) return;
  throw new PlumblineError('FETCH_REFUSED', `a base from elsewhere leads out of its repository, to ${out}`, {
    place: { file: file.file },
    remedy: 'Ask who publishes it, or use another version.',
  });
}

/** Puts what was fetched among the files. @returns the path that the kustomization is to name */
function place(
  { files, origins }: Mounted,
  { folder }: Kustomization,
  { reference }: RemoteOfKustomization,
  fetched: Fetched,
): string {
  const { entry } = fetched;
  const id = nameOf(entry);
  // kustomize takes a file from no folder but the kustomization's own, and a base from anywhere.
  const top = entry.kind === 'file' ? posix.join(folder, mountFolder, id) : posix.join(mountFolder, id);
  for (const [path, bytes] of fetched.files) files.set(posix.join(top, path), bytes);
  origins.set(top, entry.kind === 'base' ? `${entry.repository} at ${entry.commit}` : keyOf(entry));
  if (reference.kind === 'base') return posix.join(top, reference.path);
  return posix.join(top, [...fetched.files.keys()][0] ?? '');
}

/** The name of a mounted folder, which places in messages begin with: where it comes from, and which it is. */
function nameOf(entry: LockEntry): string {
  const from = entry.kind === 'base' ? entry.repository : keyOf(entry);
  const at = entry.kind === 'base' ? `@${entry.commit.slice(0, 12)}` : '';
  const readable = shownUrl(from)
    .replace(/^[a-z]+:\/\//, '')
    .replaceAll(/[^A-Za-z0-9.-]+/g, '-')
    .slice(0, 80);
  return `${readable}${at}-${entry.digest.slice('sha256:'.length, 'sha256:'.length + 12)}`;
}

function limited<T extends Asked>(asked: T[]): T[] {
  const over = asked[maxRemotes];
  if (over !== undefined) throw tooMany(over);
  return asked;
}

const tooMany = ({ place: at }: Asked): PlumblineError =>
  new PlumblineError('MANIFEST_TOO_LARGE', `more than ${maxRemotes} charts or bases from elsewhere`, {
    place: at,
    remedy: 'Put them into the repository.',
  });
