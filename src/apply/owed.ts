import { idKey } from '../manifests/identity.ts';
import { sameJson } from '../manifests/json.ts';
import type { Decision } from '../plan/situation.ts';
import { hashedPolicy } from '../plan/target-policy.ts';
import { isReady } from '../release/status.ts';
import { policyOf, type TargetContext } from './context.ts';
import type { Preview } from './preview.ts';
import { tombstonesOf } from './record.ts';
import { isWrite } from './stages.ts';

/** What an apply has to do beyond looking. */
export interface Owed {
  /** Objects are to be written or deleted, or a revision begun is to be ended. */
  writes: boolean;
  /** The set of objects or the policy differs from the record: a new revision. */
  revision: boolean;
  /** The same set from a new commit: only the record is written. */
  commit: boolean;
  /** Unchanged objects whose baseline is missing or out of date. */
  renewed: Decision[];
  /** An earlier run ended before its last steps. */
  finish: boolean;
}

export function owed(planned: Preview, { target, source }: TargetContext): Owed {
  const { release, steps, answers } = planned;
  const current = release?.current;
  const renewed = steps
    .filter(
      ({ decision, action }) => action === 'unchanged' && answers.get(decision.key)?.result !== undefined,
    )
    .map(({ decision }) => decision);
  const writes = steps.some((step) => isWrite(step) || step.action === 'delete');
  const revision =
    current === undefined ||
    release?.pending !== undefined ||
    !sameSet(planned) ||
    inheritsTombstones(planned) ||
    !sameJson(hashedPolicy(current.policy), hashedPolicy(policyOf(target, planned.hooks)));
  return {
    writes,
    revision,
    commit:
      current !== undefined &&
      (current.source.commit !== source.commit || current.source.dirty !== source.dirty),
    renewed,
    finish:
      current !== undefined &&
      (current.tombstones.length > 0 || !isFinished(planned) || planned.former !== undefined),
  };
}

export const isOwed = (debt: Owed): boolean =>
  debt.writes || debt.revision || debt.commit || debt.finish || debt.renewed.length > 0;

function sameSet({ situation, release }: Preview): boolean {
  const before = release?.current?.manifests ?? [];
  // What the login cannot read of the record cannot be compared either.
  if (release?.secretsReadable === false) return false;
  if (before.length !== situation.desired.length) return false;
  const objects = new Map(before.map(({ id, object }) => [idKey(id), object]));
  return situation.desired.every(({ id, object }) => sameJson(objects.get(idKey(id)), object));
}

/** What the former release leaves to be deleted has to stand in the record first. */
function inheritsTombstones(planned: Preview): boolean {
  if (planned.former === undefined) return false;
  const known = new Set(planned.release?.current?.tombstones.map(idKey));
  return tombstonesOf(planned, planned.release).some((tombstone) => !known.has(idKey(tombstone)));
}

/** The status names the revision whose last step was taken; a failed revert of drift leaves it unready. */
function isFinished({ release }: Preview): boolean {
  return release?.status.revision === release?.current?.revision && release !== undefined && isReady(release);
}
