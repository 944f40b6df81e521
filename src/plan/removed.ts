import { idKey, kindKey } from '../manifests/identity.ts';
import type { Manifest } from '../manifests/types.ts';
import { isMember } from './ownership.ts';
import { objectPolicy } from './policy.ts';
import type { Decision, Situation } from './situation.ts';

/** In the record, and no longer in Git. */
export function decideRemoved(
  situation: Situation,
  key: string,
  released: Manifest,
  base: Manifest | undefined,
): Decision {
  const live = situation.live.get(key);
  const { id } = released;
  const resource = situation.resource(id);
  const removedBefore = situation.base !== undefined && base === undefined;
  const decision: Decision = {
    id,
    key,
    action: 'delete',
    git: 'removed',
    change: removedBefore ? 'none' : 'removed',
    gitFields: [],
    released,
    handover: [],
    ask: false,
    ...(removedBefore && { reason: 'removed by a commit that is merged and not applied yet' }),
    ...(live !== undefined && { live }),
    ...(resource !== undefined && { resource }),
  };
  const unreadable = situation.unreadable.get(kindKey(id));
  if (unreadable !== undefined) return { ...decision, effectNotAsked: unreadable };
  if (live === undefined) return { ...decision, action: 'forget', reason: 'it is gone already' };
  if (!isMember(live, situation.membership)) {
    return { ...decision, action: 'forget', reason: 'its part-of label is gone: it is not ours to delete' };
  }
  if (wasThereBefore(situation, key)) {
    return { ...decision, action: 'forget', reason: 'it was there before the apply that failed: it is left' };
  }
  if (objectPolicy.keepsOnPrune(live) || objectPolicy.keepsOnPrune(released.object)) {
    return { ...decision, action: 'forget', reason: 'plumbline.dev/prune: keep' };
  }
  if (!situation.target.prune.enabled) return { ...decision, action: 'forget', reason: 'prune is off' };
  return decision;
}

/** Adopted by an apply that has not come to its end, and in no revision that did: nobody agreed to its loss. */
function wasThereBefore({ release }: Situation, key: string): boolean {
  if (release?.pending?.adopted?.includes(key) !== true) return false;
  return !(release.current?.manifests ?? []).some(({ id }) => idKey(id) === key);
}
