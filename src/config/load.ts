import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { PlumblineError } from '../errors/error.ts';
import { utf8 } from '../manifests/read-text.ts';
import { wayInside } from './inside.ts';
import { parseConfig } from './parse.ts';
import type { Config } from './types.ts';

const fileName = 'plumbline.yaml';

/**
 * The real path of the configuration: Git names its root without symbolic links, and targets are found
 * relative to it.
 * @param file default: plumbline.yaml in the working directory or the nearest folder above that has one
 * @throws CONFIG_NOT_FOUND
 */
export function findConfig(file?: string): string {
  const path = file === undefined ? find(process.cwd()) : resolve(file);
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/**
 * Reads plumbline.yaml.
 * @param file as findConfig takes it
 * @throws CONFIG_NOT_FOUND, CONFIG_INVALID, UNSUPPORTED; every mistake is told, the first with the rest as `others`
 */
export async function loadConfig(file?: string): Promise<Config> {
  const path = findConfig(file);
  const root = rootOf(dirname(path));
  let bytes: Buffer;
  try {
    const real = realpathSync(path);
    // Its lines are quoted in errors, and a pull request says where a link leads: to a secret, for one.
    if (wayInside(root, real) === undefined) throw leaves(path);
    bytes = await readFile(real);
  } catch (thrown) {
    throw thrown instanceof PlumblineError ? thrown : unreadable(path, thrown);
  }
  return parseConfig(utf8(bytes), path, root);
}

function leaves(path: string): PlumblineError {
  return new PlumblineError('CONFIG_INVALID', `${path} is a symbolic link that leads out of the repository`, {
    place: { file: path },
    remedy: 'Replace the link by the file that it leads to.',
  });
}

function unreadable(path: string, cause: unknown): PlumblineError {
  return new PlumblineError('CONFIG_NOT_FOUND', `cannot read ${path}`, {
    cause,
    place: { file: path },
    remedy: 'Correct --config, or write a configuration with plumbline init.',
  });
}

function find(from: string): string {
  const folder = above(from, fileName);
  if (folder !== undefined) return join(folder, fileName);
  throw new PlumblineError('CONFIG_NOT_FOUND', `there is no ${fileName} in ${from} or above`, {
    remedy: 'Write one with plumbline init, or name it with --config.',
  });
}

/** The repository's folder, by its .git, so that it needs no process; without one, the folder itself. */
const rootOf = (folder: string): string => above(folder, '.git') ?? folder;

function above(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
