import { PlumblineError } from '../errors/error.ts';
import type { Release, ReleaseSource } from '../release/types.ts';

export type Ancestry = 'yes' | 'no' | 'unknown';

export interface AncestryOptions {
  /** Whether `older` is contained in `newer`: local Git, then GitHub, then a deepening fetch. */
  contains(older: string, newer: string): Promise<Ancestry>;
  /** Apply again the commit that was rolled back from. */
  reapply: boolean;
  /** The commit whose history was rewritten, as its owner has looked it up. */
  acceptHistory?: string;
}

const short = (commit: string): string => commit.slice(0, 7);

/** By its beginning; an empty one, left by a script that lost it, names no commit. */
const isNamed = (commit: string, name = ''): boolean => name.length >= 7 && commit.startsWith(name);

/**
 * Refuses to go back in history by accident: the commit to apply must contain the newest one applied.
 * @throws FOREIGN_RELEASE, STALE_COMMIT, ANCESTRY_UNKNOWN
 */
export async function checkAncestry(
  release: Release | undefined,
  source: ReleaseSource,
  options: AncestryOptions,
): Promise<void> {
  if (release === undefined) return;
  checkRepository(release, source);
  const newest = release.newestCommit;
  if (source.commit === '' || newest === '') return;
  if (source.commit === newest) {
    const rolledBack = release.current !== undefined && release.current.source.commit !== newest;
    // An apply of it has been begun before, and with --reapply, if that was needed.
    const isBegun = release.pending?.source.commit === newest;
    if (!rolledBack || options.reapply || isBegun) return;
    throw new PlumblineError('STALE_COMMIT', `commit ${short(newest)} was rolled back from`, {
      remedy: 'Merge a fix, or apply it again with --reapply.',
    });
  }
  if (isNamed(newest, options.acceptHistory)) return;
  const contained = await options.contains(newest, source.commit);
  if (contained === 'yes') return;
  if (contained === 'unknown') {
    throw new PlumblineError(
      'ANCESTRY_UNKNOWN',
      `cannot tell whether ${short(source.commit)} contains ${short(newest)}, the newest commit applied`,
      {
        remedy: `Fetch the whole history (actions/checkout with fetch-depth: 0), then apply again; if it was rewritten on purpose, apply with --accept-history ${short(newest)}.`,
      },
    );
  }
  if ((await options.contains(source.commit, newest)) === 'yes') {
    throw new PlumblineError(
      'STALE_COMMIT',
      `commit ${short(source.commit)} is older than ${short(newest)}, which is applied already`,
      { remedy: 'Apply the newest commit; to go back on purpose, use plumbline rollback.' },
    );
  }
  throw new PlumblineError(
    'STALE_COMMIT',
    `commit ${short(source.commit)} does not contain ${short(newest)}, the newest commit applied`,
    { remedy: `If the history was rewritten on purpose, apply with --accept-history ${short(newest)}.` },
  );
}

/** @throws FOREIGN_RELEASE where another repository made the release */
export function checkRepository(release: Release, source: Pick<ReleaseSource, 'repository'>): void {
  const theirs = release.current?.source.repository ?? release.pending?.source.repository ?? '';
  if (theirs === '' || source.repository === '' || theirs === source.repository) return;
  throw new PlumblineError(
    'FOREIGN_RELEASE',
    `release ${release.namespace}/${release.name} belongs to ${theirs}, not to ${source.repository}`,
    { remedy: 'Give the target another name, or uninstall the release from the other repository first.' },
  );
}
