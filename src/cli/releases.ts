import type { ClusterClient } from '../cluster/types.ts';
import type { Target } from '../config/types.ts';
import { PlumblineError } from '../errors/error.ts';
import { readRelease } from '../release/read.ts';
import type { Release } from '../release/types.ts';

/** The release of a target. @throws RELEASE_NOT_FOUND */
export async function releaseOf(client: ClusterClient, target: Target): Promise<Release> {
  const { namespace } = target.release;
  const release = await readRelease(client, { name: target.name, namespace });
  if (release !== undefined) return release;
  throw new PlumblineError('RELEASE_NOT_FOUND', `there is no release ${namespace}/${target.name}`, {
    remedy: `Apply it first: plumbline apply ${target.name}.`,
  });
}

/** The same, with a revision in it. */
export async function appliedReleaseOf(client: ClusterClient, target: Target): Promise<Release> {
  const release = await releaseOf(client, target);
  if (release.current !== undefined) return release;
  throw new PlumblineError('RELEASE_NOT_FOUND', `the first apply of ${target.name} has not come to its end`, {
    remedy: `Apply it again: plumbline apply ${target.name}.`,
  });
}
