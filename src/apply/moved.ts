import { releaseResource } from '../release/id.ts';
import { readRelease, readVersion } from '../release/read.ts';
import { deleteChunks } from '../release/stored-chunks.ts';
import type { Release } from '../release/types.ts';
import type { TargetContext } from './context.ts';
import type { Lock } from './lease.ts';
import { type LeaseOptions, withLease } from './locked.ts';

/** The release of the target's former name (`movedFrom`), as long as there is one. */
export async function readFormer({ client, target }: TargetContext): Promise<Release | undefined> {
  const { movedFrom, release } = target;
  if (movedFrom === undefined) return undefined;
  return readRelease(client, { name: movedFrom.name, namespace: release.namespace });
}

export type { Lock };

/** Runs `work` under the target's lease, and that of the former release with it: an apply of the old name waits. */
export function withLeases<T>(
  context: TargetContext,
  options: LeaseOptions,
  former: Release | undefined,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  return withLease(context, options, (own) => {
    if (former === undefined) return work(own);
    const target = { ...context.target, name: former.name };
    const { seen: _own, ...theirOptions } = options;
    return withLease({ ...context, target }, theirOptions, async (theirs) => {
      const done = await work({
        guard: (client) => theirs.guard(own.guard(client)),
        verify: async () => {
          await own.verify();
          await theirs.verify();
        },
        confirm: async () => {
          await own.confirm();
          await theirs.confirm();
        },
      });
      if ((await readVersion(context.client, former)) === undefined) theirs.spend();
      return done;
    });
  });
}

/**
 * Deletes a record whose objects are gone or another's by now. The Release goes first: without its chunks it
 * could not be read any more, and chunks without it are collected by Kubernetes, too.
 */
export async function deleteRecord(
  { client }: Pick<TargetContext, 'client'>,
  release: Release,
): Promise<void> {
  await client.delete(releaseResource, release, { uid: release.uid });
  await deleteChunks(client, release);
}
