import pMap from 'p-map';
import { targetOf } from '../apply/from-record.ts';
import type { ApplyResult } from '../apply/types.ts';
import type { ClusterClient } from '../cluster/types.ts';
import type { Target } from '../config/types.ts';
import { toPlumblineError } from '../errors/error.ts';
import type { KubeObject } from '../manifests/types.ts';
import { isNamed, isOf, leftFinding } from '../plan/left.ts';
import type { TargetPlan } from '../plan/types.ts';
import { releaseResource } from '../release/id.ts';
import { bareRelease } from '../release/read.ts';
import type { Release, Revision } from '../release/types.ts';
import type { Session } from './session.ts';

/** A release that has lost its target, and a target by whose cluster and login it is reached. */
export interface Left {
  release: Release;
  login: Target;
}

const concurrency = 8;

/**
 * The releases of this repository that no target of the configuration has, in the clusters that `known` names:
 * on a pull request the targets of its base.
 */
export async function leftReleases(
  session: Session,
  known: readonly Target[] = session.config.targets,
): Promise<Left[]> {
  const repository = session.repository?.remote ?? '';
  if (repository === '') return [];
  const { targets } = session.config;
  const logins = new Map(
    known.map((target) => [`${target.context ?? ''}/${target.release.namespace}`, target]),
  );
  const found = await pMap(
    logins.values(),
    async (login): Promise<Left[]> => {
      const releases = await unnamed(await session.client(login), login.release.namespace, targets);
      return releases.filter((release) => isOf(release, repository)).map((release) => ({ release, login }));
    },
    { concurrency },
  );
  return found.flat();
}

/** Read one by one: most of a cluster's releases have a target, and a record may be large. */
async function unnamed(
  client: ClusterClient,
  namespace: string,
  targets: readonly Target[],
): Promise<Release[]> {
  const names = await releaseNames(client, namespace);
  const objects = await pMap(
    names.filter((name) => !isNamed({ name, namespace }, targets)),
    (name) => client.get(releaseResource, { name, namespace }),
    { concurrency },
  );
  return objects.flatMap((object) => (object === undefined ? [] : readable(object)));
}

/** A record of a newer version is some other user's of the cluster: nothing to tell of it, and no reason to fail. */
function readable(object: KubeObject): Release[] {
  try {
    return [bareRelease(object)];
  } catch (thrown) {
    if (toPlumblineError(thrown).code === 'FORMAT_TOO_NEW') return [];
    throw thrown;
  }
}

async function releaseNames(client: ClusterClient, namespace: string): Promise<string[]> {
  try {
    const { items } = await client.list(releaseResource, { namespace, metadataOnly: true });
    return items.map(({ metadata }) => metadata.name);
  } catch (thrown) {
    const { code } = toPlumblineError(thrown);
    // Before the first apply there are none; and who may read only his own release has no business with others.
    if (code === 'UNKNOWN_KIND' || code === 'NOT_FOUND' || code === 'FORBIDDEN') return [];
    throw thrown;
  }
}

/** The plans with a finding for each release that has lost its target, at the first of them. */
export function withLeftFindings(plans: TargetPlan[], left: readonly Left[]): TargetPlan[] {
  const [first, ...others] = plans;
  if (first === undefined || left.length === 0) return plans;
  const findings = [...first.findings, ...left.map(({ release }) => leftFinding(release))];
  return [{ ...first, findings }, ...others];
}

/** The same for what was applied. */
export function withLeftWarnings(results: ApplyResult[], left: readonly Left[]): ApplyResult[] {
  const [first, ...others] = results;
  if (first === undefined || left.length === 0) return results;
  const warnings = left.map(({ release }) => {
    const { message, remedy } = leftFinding(release);
    return `${message}. ${remedy}`;
  });
  return [{ ...first, warnings: [...first.warnings, ...warnings] }, ...others];
}

/** A target to uninstall what is left by, as the login itself: whose namespace the account was in is not known. */
export function targetOfLeft({ release, login }: Left): Target {
  const { policy } = (release.current ?? release.pending) as Revision;
  const { serviceAccount: _account, ...rest } = policy;
  return { ...targetOf(release, rest), ...(login.context !== undefined && { context: login.context }) };
}
