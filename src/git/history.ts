import { relative } from 'node:path';
import { git, gitText } from './command.ts';
import { findRevision } from './repository.ts';

/**
 * Whether `newer` contains `older`. 'unknown' where one of them is not here, or the history is cut off
 * before the answer.
 */
export async function isAncestor(
  root: string,
  older: string,
  newer: string,
): Promise<'yes' | 'no' | 'unknown'> {
  const args = ['merge-base', '--is-ancestor', '--end-of-options', older, newer];
  const { exitCode } = await git(root, args);
  if (exitCode === 0) return 'yes';
  return exitCode === 1 && !(await isShallow(root)) ? 'no' : 'unknown';
}

async function isShallow(root: string): Promise<boolean> {
  return (await gitText(root, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';
}

/** The newest commit that both contain; undefined where there is none, or none is known here. */
export async function mergeBase(root: string, a: string, b: string): Promise<string | undefined> {
  const [one, two] = await Promise.all([findRevision(root, a), findRevision(root, b)]);
  if (one === undefined || two === undefined) return undefined;
  const { exitCode, stdout } = await git(root, ['merge-base', one, two]);
  return exitCode === 0 ? stdout.toString('utf8').trim() : undefined;
}

/** Fetches what history is missing from origin; false where that did not work. */
export async function deepen(root: string): Promise<boolean> {
  const whole = (await isShallow(root)) ? ['--unshallow'] : [];
  const args = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', ...whole, 'origin'];
  return (await git(root, args, { timeout: 120_000 })).exitCode === 0;
}

const manifestFile = /\.(?:ya?ml|json)$/;

/**
 * What differs from HEAD at or below some paths, relative to the root and sorted: changed, deleted and untracked
 * files, and what .gitignore hides from Git but not from us.
 * @param paths absolute, or relative to the root
 * @param reads what is read of ignored files: manifests, or as a chart and a kustomization may any file
 */
export async function dirtyFiles(
  root: string,
  paths: readonly string[],
  reads: 'manifests' | 'any' = 'manifests',
): Promise<string[]> {
  const below = paths.map((path) => relative(root, path.startsWith('/') ? path : `${root}/${path}`) || '.');
  const args = ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--ignored', '--no-renames'];
  const entries = (await gitText(root, [...args, '--', ...below])).split('\0').filter(Boolean);
  const isIgnored = (entry: string): boolean => entry.startsWith('!! ');
  const changed = entries.filter((entry) => !isIgnored(entry)).map((entry) => entry.slice(3));
  const ignored = entries.filter(isIgnored).map((entry) => entry.slice(3));
  const hiddenParts = (file: string): string[] => {
    const way = below
      .map((path) => relative(path, file))
      .find((one) => one !== '..' && !one.startsWith('../'));
    return (way ?? file).split('/').filter((part) => part.startsWith('.'));
  };
  const isRead = (file: string): boolean => {
    const hidden = hiddenParts(file);
    if (reads === 'manifests') return manifestFile.test(file) && hidden.length === 0;
    // A generator's file of secrets is often such a one.
    return hidden.every((part) => part.startsWith('.env'));
  };
  return [...new Set([...changed, ...ignored.filter(isRead)])].sort();
}
