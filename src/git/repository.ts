import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PlumblineError } from '../errors/error.ts';
import { failed, git } from './command.ts';
import { repositoryName } from './remote.ts';

export interface Repository {
  /** Absolute path of the work tree's top folder. */
  root: string;
  /** HEAD's commit; '' before the first one. */
  commit: string;
  /** `refs/heads/main`; absent where HEAD is detached. */
  ref?: string;
  /** origin, or the only remote: `github.com/acme/shop`. */
  remote?: string;
  /** The history is cut off: what is not found may still be an ancestor. */
  shallow: boolean;
}

/** The repository a folder belongs to; undefined where there is none. @throws GIT_FAILED */
export async function repositoryOf(folder: string): Promise<Repository | undefined> {
  if (!hasGit(folder)) return undefined;
  // Starting a process costs several milliseconds, more than what it is asked: few of them, all at once.
  const [about, urls] = await Promise.all([
    git(folder, [
      'rev-parse',
      '--show-toplevel',
      '--is-shallow-repository',
      'HEAD',
      '--symbolic-full-name',
      'HEAD',
    ]),
    git(folder, ['config', '--get-regexp', String.raw`^remote\..*\.url$`]),
  ]);
  const [root, shallow, commit = '', name] = text(about.stdout).split('\n');
  if (root === undefined || shallow === undefined) {
    if (about.stderr.includes('not a git repository')) return undefined;
    throw failed(['rev-parse'], about);
  }
  // Before the first commit git stops at HEAD, which it repeats, and says nothing of the branch.
  const ref = name ?? text((await git(folder, ['symbolic-ref', '--quiet', 'HEAD'])).stdout);
  const remote = remoteOf(text(urls.stdout));
  return {
    root,
    commit: commit === 'HEAD' ? '' : commit,
    shallow: shallow === 'true',
    ...(ref.startsWith('refs/') && { ref }),
    ...(remote !== undefined && { remote }),
  };
}

const text = (output: Buffer): string => output.toString('utf8').trim();

// Without this a folder outside of every repository would need git to be installed.
function hasGit(folder: string): boolean {
  for (let here = folder; ; here = dirname(here)) {
    if (existsSync(join(here, '.git'))) return true;
    if (here === dirname(here)) return false;
  }
}

function remoteOf(lines: string): string | undefined {
  const urls = lines.split('\n').filter(Boolean);
  const chosen =
    urls.find((line) => line.startsWith('remote.origin.url ')) ?? (urls.length === 1 ? urls[0] : undefined);
  const url = chosen?.slice(chosen.indexOf(' ') + 1);
  return url === undefined || url === '' ? undefined : repositoryName(url);
}

/** The id of the commit (or tree) that a revision names; undefined where it is not here. */
export async function findRevision(
  root: string,
  revision: string,
  type: 'commit' | 'tree' = 'commit',
): Promise<string | undefined> {
  const found = await git(root, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{${type}}`,
  ]);
  return found.exitCode === 0 ? text(found.stdout) : undefined;
}

/** @throws REVISION_UNKNOWN */
export async function resolveRevision(root: string, revision: string): Promise<string> {
  const found = await findRevision(root, revision);
  if (found !== undefined) return found;
  throw new PlumblineError('REVISION_UNKNOWN', `Git does not know the revision ${revision} here`, {
    remedy: 'Fetch it (git fetch; on GitHub actions/checkout with fetch-depth: 0), or give another one.',
  });
}
