import type { Desired } from '../apply/context.ts';
import type { Session } from '../cli/session.ts';
import type { ClusterClient } from '../cluster/types.ts';
import type { RemoteRule, Target } from '../config/types.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { PlumblineError, toPlumblineError } from '../errors/error.ts';
import { deepen, mergeBase } from '../git/history.ts';
import { findRevision, type Repository } from '../git/repository.ts';

import type { Finding } from '../plan/types.ts';
import type { Task } from './events.ts';

/**
 * The commit that a pull request or merge group is compared with: what stands merged already. The checkout is
 * usually the merge of the head into the current tip of its base, whose first parent is that tip. Where the
 * head alone is checked out and the base has gone on, the plan would show other people's merges undone.
 * @throws REVISION_UNKNOWN
 */
export async function baseCommit({ repository }: Session, task: Task): Promise<string> {
  if (repository === undefined) throw noBase();
  const found = await look(repository, task);
  if (found !== undefined) return found;
  const again =
    repository.shallow && (await deepen(repository.root)) ? await look(repository, task) : undefined;
  if (again === undefined) throw noBase();
  return again;
}

async function look({ root }: Repository, { pull, base }: Task): Promise<string | undefined> {
  const [first, second] = await Promise.all([findRevision(root, 'HEAD^1'), findRevision(root, 'HEAD^2')]);
  if (pull !== undefined && second === pull.head) return first;
  if (base === undefined) return first;
  const common = await mergeBase(root, 'HEAD', base);
  if (common === undefined || common === (await findRevision(root, base))) return common;
  throw new PlumblineError('REVISION_UNKNOWN', 'the checkout lacks what was merged into the base since', {
    remedy: 'Check out the merge of the pull request: leave ref of actions/checkout at its default.',
  });
}

const noBase = (): PlumblineError =>
  new PlumblineError('REVISION_UNKNOWN', 'the commit to compare with is not in this checkout', {
    remedy: 'Check out its history: actions/checkout with fetch-depth: 0.',
  });

/**
 * The targets as the base commit configures them, by name. Which cluster, release and login a target uses is
 * read from there: a pull request must not choose them. None where the base has no readable configuration.
 */
export async function baseTargets(session: Session, base: string): Promise<Map<string, Target>> {
  const config = await session.configAt(base);
  return new Map((config?.targets ?? []).map((target) => [target.name, target]));
}

/** What may be fetched from where with more than an anonymous request, as the base commit configures it. */
export async function baseRemotes(session: Session, base: string): Promise<RemoteRule[]> {
  return (await session.configAt(base))?.remotes ?? [];
}

/** A target of the pull request with the cluster, the release and the login of the base. */
export function trusted(target: Target, { context, release }: Target): Target {
  const { context: _theirs, ...rest } = target;
  return { ...rest, release, ...(context !== undefined && { context }) };
}

/** What the plan does not show: the merge will use another cluster, record or account than the base does. */
export function moves(target: Target, base: Target): Finding[] {
  const account = ({ release, namespace }: Target): string | undefined =>
    release.serviceAccount && `${namespace ?? 'default'}/${release.serviceAccount}`;
  const pairs = [
    ['context', base.context, target.context],
    ['release.namespace', base.release.namespace, target.release.namespace],
    ['the service account', account(base), account(target)],
  ] as const;
  return pairs.flatMap(([what, before, after]) => {
    if (before === after) return [];
    const from = `planned with ${before ?? 'the default'}, the merge will use ${after ?? 'the default'}`;
    return {
      severity: 'warning' as const,
      code: 'TARGET_MOVES',
      message: `${what} of target ${target.name} changes: ${from}`,
      remedy: 'Merge this change alone, and look at the plan that follows it.',
    };
  });
}

const mendable = new Set<ErrorCode>([
  'DUPLICATE_OBJECT',
  'VARIABLE_INVALID',
  'DECRYPTION_FAILED',
  'FILE_UNREADABLE',
  'RENDER_FAILED',
  'LIMIT_TIME',
  'LIMIT_MEMORY',
  'LIMIT_DEPTH',
  'LIMIT_SIZE',
  'LOCK_INVALID',
  'LOCK_MISSING',
  'LOCK_MISMATCH',
  'ARCHIVE_INVALID',
  'FETCH_FAILED',
  'FETCH_REFUSED',
]);

/** What a target is at the base; nothing where it is not there, undefined where it is broken there. */
export async function baseDesired(
  session: Session,
  target: Target,
  base: string,
  client?: ClusterClient,
): Promise<Desired | undefined> {
  try {
    return await session.desiredAt(target, base, client);
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    // This pull request may be the one that mends them.
    if (error.code.startsWith('MANIFEST_') || mendable.has(error.code)) return undefined;
    throw error;
  }
}
