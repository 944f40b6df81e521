import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlumblineError, toPlumblineError } from '../../errors/error.ts';
import { kustomizationFiles } from '../kustomization-files.ts';
import { revisionSource } from '../sources.ts';
import { shownUrl } from './access.ts';
import type { Fetcher } from './fetcher.ts';
import { GitRemote } from './git-remote.ts';
import type { BaseReference, Files } from './types.ts';

const commitForm = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The commit that a branch, a tag or a commit names now. @throws FETCH_FAILED, FETCH_REFUSED */
export async function resolveCommit(base: BaseReference, fetcher: Fetcher): Promise<string> {
  if (commitForm.test(base.ref)) return base.ref;
  return withRemote(base, fetcher, async (remote) => {
    const { ref } = base;
    const names =
      ref === '' ? ['HEAD'] : [ref, `refs/tags/${ref}^{}`, `refs/tags/${ref}`, `refs/heads/${ref}`];
    const found = await remote.list(names);
    // An annotated tag is an object of its own: what it points to comes first.
    for (const name of names) {
      const commit = found.get(name);
      if (commit !== undefined) return commit;
    }
    throw new PlumblineError(
      'VERSION_NOT_FOUND',
      `${shownUrl(base.repository)} has no branch or tag ${ref}`,
      {
        remedy: 'Correct ref; a commit is written with all its digits.',
      },
    );
  });
}

/**
 * The files that a base needs, by their paths in its repository: all of its folder, and the folders that its
 * kustomizations name beside it.
 * @throws FETCH_FAILED, FETCH_REFUSED, FILE_UNREADABLE, MANIFEST_TOO_LARGE
 */
export async function fetchBase(base: BaseReference, commit: string, fetcher: Fetcher): Promise<Files> {
  return withRemote(base, fetcher, async (remote) => {
    await remote.fetch(commit);
    const source = await revisionSource(remote.folder, commit);
    if (source === undefined) throw missing(base, `it has no commit ${commit}`);
    const { files } = await kustomizationFiles(source, base.path);
    if (files.size === 0) throw missing(base, `it has no folder ${base.path} at ${commit}`);
    return files;
  });
}

const missing = ({ repository }: BaseReference, why: string): PlumblineError =>
  new PlumblineError('FETCH_FAILED', `${shownUrl(repository)} cannot be a base: ${why}`, {
    remedy: 'Correct the path or the ref in the kustomization.',
  });

/** A repository of its own, in a folder that is gone afterwards. */
async function withRemote<T>(
  { repository }: BaseReference,
  fetcher: Fetcher,
  act: (remote: GitRemote) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-base-'));
  try {
    return await act(await GitRemote.open(repository, folder, fetcher));
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (error.code !== 'GIT_FAILED') throw error;
    throw new PlumblineError('FETCH_FAILED', `${shownUrl(repository)} cannot be fetched: ${error.message}`, {
      cause: error,
      remedy: 'Check the address and the ref, and whether the repository needs a login.',
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
