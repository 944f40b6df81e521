import type { ClusterClient } from '../cluster/types.ts';
import { PlumblineError } from '../errors/error.ts';
import { readObjects } from '../release/read.ts';
import type { HistoryEntry, Release } from '../release/types.ts';
import type { TargetContext } from './context.ts';
import { contextFromRecord, type FromRecordOptions } from './from-record.ts';

/** The revision a rollback goes to: the one asked for, or the newest of the history. */
export function revisionToRestore(release: Release, revision: number | undefined): HistoryEntry {
  const found =
    revision === undefined
      ? release.history[0]
      : release.history.find((entry) => entry.revision === revision);
  if (found !== undefined) return found;
  const kept = release.history.map((entry) => entry.revision).join(', ');
  const what = revision === undefined ? 'no older revision is kept' : `revision ${revision} is not kept`;
  throw new PlumblineError('REVISION_NOT_FOUND', `${what} of release ${release.name}`, {
    remedy: kept === '' ? 'Apply an older commit instead.' : `Choose one of: ${kept}.`,
  });
}

/**
 * The context of an apply of an older revision's objects under that revision's policy. It is a new revision;
 * the newest commit stays what it was, so that the commit rolled back from needs `--reapply`.
 */
export async function rollbackContext(
  clients: { client: ClusterClient; objects: ClusterClient },
  release: Release,
  entry: HistoryEntry,
  options: FromRecordOptions,
): Promise<TargetContext> {
  const manifests = await readObjects(clients.client, release, entry.objects);
  const recorded = { policy: entry.policy, source: entry.source, manifests };
  return { ...contextFromRecord(clients, release, recorded, options), rollback: true };
}
