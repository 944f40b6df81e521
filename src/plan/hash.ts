import { createHash } from 'node:crypto';
import { canonical } from '../manifests/json.ts';
import { renderPath } from '../manifests/path.ts';
import { isSensitive, redactObject } from '../manifests/redact.ts';
import type { Json, JsonObject } from '../manifests/types.ts';
import { type Decision, type GitField, subjectOf } from './situation.ts';
import type { Action } from './types.ts';

/** What of a plan its hash covers, beside the objects. */
export interface HashedPolicy {
  policy: Json;
  consents: string[];
}

/**
 * The plan's hash: identities, actions, the fields that Git changes (of Secrets only whether a key is added,
 * changed or removed), policy and consents. Not commit, revision, drift or effects, nor what was merged before
 * and is applied by then, so that it stays the same between preview and merge as long as what is agreed to does.
 */
export function planHash(
  target: string,
  objects: { decision: Decision; action: Action }[],
  { policy, consents }: HashedPolicy,
): string {
  const changed = objects
    .filter(({ decision }) => decision.change !== 'none')
    .map(
      ({ decision, action }) => [decision.key, hashedAction(decision, action), fieldsOf(decision)] as Json[],
    )
    .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
  const text = canonical({ target, objects: changed, policy, consents: [...consents].sort() });
  return createHash('sha256').update(text).digest('hex');
}

/** Drift changes what an apply does to an object, not what was agreed to. */
function hashedAction(decision: Decision, action: Action): string {
  const { change, live } = decision;
  if (change === 'removed') return action === 'forget' && live === undefined ? 'delete' : action;
  if (action === 'replace' || action === 'skip') return action;
  if (change === 'added') return action === 'adopt' ? 'adopt' : 'create';
  return 'update';
}

function fieldsOf(decision: Decision): Json {
  if (decision.change === 'removed') return null;
  if (decision.change === 'added') {
    const { desired } = decision;
    if (desired === undefined) return null;
    return redactObject(desired.object, desired.sensitive) as JsonObject;
  }
  return decision.gitFields
    .filter(({ cause }) => cause === 'change')
    .map((change) => fieldOf(decision, change))
    .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

function fieldOf(decision: Decision, { path, before, after }: GitField): Json[] {
  const name = renderPath(path);
  if (isSensitive(subjectOf(decision), path)) {
    return [name, before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'];
  }
  return [name, before === undefined ? [] : [before], after === undefined ? [] : [after]];
}
