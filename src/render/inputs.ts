import { posix, relative, resolve, sep } from 'node:path';
import { leadsOut } from '../config/inside.ts';
import type { Config, Target } from '../config/types.ts';
import { kindOf } from './kind.ts';
import { kustomizationFiles } from './kustomization-files.ts';
import { lockFileName } from './remote/lock-file.ts';
import type { FileSource } from './sources.ts';

export interface Inputs {
  /** From the source's root: the target's own, those of bases, values files, the lock. */
  paths: string[];
  /** Plain targets read manifests alone. */
  reads: 'manifests' | 'any';
}

/** Everything that a target is rendered from. */
export async function inputPaths(
  source: FileSource,
  config: Config,
  { path, helm }: Pick<Target, 'path' | 'helm'>,
): Promise<Inputs> {
  const own = await source.real(within(source.root, resolve(config.folder, path)));
  const lock = posix.join(within(source.root, config.folder), lockFileName);
  const valuesFiles = (helm?.valuesFiles ?? []).map((file) => posix.join(own, file));
  const kind = await kindOf(source, own);
  if (kind?.kind === 'kustomization' && helm?.chart === undefined) {
    const { folders } = await kustomizationFiles(source, own);
    return { paths: [...folders, lock], reads: 'any' };
  }
  const paths = [own, ...valuesFiles.filter((file) => !leadsOut(file)), lock];
  return { paths, reads: kind?.kind === 'chart' ? 'any' : 'manifests' };
}

/** Relative to the root, with `/`; '.' for the root itself. Both are real paths: loadConfig and sources see to it. */
export const within = (root: string, path: string): string =>
  (relative(root, path) || '.').split(sep).join('/');
