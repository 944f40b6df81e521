import { errorView, type Place } from '../errors/error.ts';
import { ownEntry, sameFields } from '../manifests/fieldset.ts';
import { isObject, sameJson } from '../manifests/json.ts';
import type { KubeObject, Manifest } from '../manifests/types.ts';
import { fieldChanges } from './attribute.ts';
import { content } from './content.ts';
import { risksOf } from './risks.ts';
import type { Answer, Decision, Situation } from './situation.ts';
import type { Action, Consent, ObjectPlan } from './types.ts';

const nothing: Answer = { left: [], removed: [], warnings: [] };

/** The action that stands once the server has answered. */
export function settledAction(decision: Decision, answer: Answer | undefined): Action {
  const { action, live } = decision;
  if (answer === undefined) return action;
  if (answer.error?.code === 'IMMUTABLE') return 'replace';
  if (answer.result === undefined || live === undefined) return action;
  if (action !== 'restore' && action !== 'update') return action;
  if (decision.handover.length > 0) return action;
  const same = sameJson(content(live), content(answer.result)) && sameOwnership(live, answer.result);
  return same ? 'unchanged' : action;
}

/** Whether our entry claims the same fields on both: if not, a write is owed even where the content is equal. */
export function sameOwnership(live: KubeObject, result: KubeObject): boolean {
  const before = ownEntry(live, 'plumbline')?.fieldsV1;
  const after = ownEntry(result, 'plumbline')?.fieldsV1;
  if (!isObject(before) || !isObject(after)) return false;
  return sameFields(before, after);
}

/** One object's part of the plan, for people and machines. */
export function describeObject(
  situation: Situation,
  decision: Decision,
  answer: Answer | undefined,
  action: Action,
  consent: Consent | undefined,
  scaled: ReadonlyMap<string, string>,
): ObjectPlan {
  const { id, desired, released } = decision;
  const manifest = (desired ?? released) as Manifest;
  const { apiVersion, kind } = manifest.object;
  const writes = action !== 'delete' && action !== 'forget' && action !== 'unchanged' && action !== 'skip';
  const fields = writes
    ? fieldChanges(
        decision,
        answer ?? nothing,
        situation.release?.baselines.get(decision.key),
        situation.structure(apiVersion, kind),
      )
    : [];
  // Who may not ask may not write either: in an apply that is an error, told before anything is written.
  const refused = situation.mode === 'preview' ? refusedAsk(answer) : undefined;
  const notAsked = decision.effectNotAsked ?? refused ?? unaskable(action, answer);
  const fault = action !== 'replace' && refused === undefined ? answer?.error : undefined;
  const place = placeOf(desired);
  const reason = reasonOf(decision, action, fields.length, answer);
  return {
    id,
    apiVersion,
    action,
    ...(place !== undefined && { source: place }),
    fields,
    ...(decision.git !== 'none' && decision.change === 'none' && { unapplied: true }),
    risks: risksOf(decision, action, fields, scaled),
    ...(consent !== undefined && { consent }),
    ...(notAsked !== undefined && writes && { effectNotAsked: notAsked }),
    ...(reason !== undefined && { reason }),
    ...(fault !== undefined && { error: errorView(fault) }),
    warnings: answer?.warnings ?? [],
  };
}

/** A login that may read but not dry-run still gets change and drift. */
export function refusedAsk(answer: Answer | undefined): string | undefined {
  return answer?.lacksRight === true ? 'the login may not ask in a dry run' : undefined;
}

/** A creation under a name that is still taken cannot be asked. */
function unaskable(action: Action, answer: Answer | undefined): string | undefined {
  if (action !== 'replace' || answer?.result !== undefined) return undefined;
  return 'it is created anew, which the server cannot be asked while it exists';
}

function reasonOf(
  decision: Decision,
  action: Action,
  fields: number,
  answer: Answer | undefined,
): string | undefined {
  if (decision.reason !== undefined) return decision.reason;
  if (decision.handover.length > 0) return 'hands ignored fields over to plumbline-handover';
  if (fields > 0) return undefined;
  // Only the server can tell that nothing of the content changes.
  if (action === 'restore' && answer?.result !== undefined)
    return 'takes back the ownership of its fields; the content stays';
  if (action === 'update') return 'the cluster holds these values already';
  return undefined;
}

function placeOf(manifest: Manifest | undefined): Place | undefined {
  if (manifest?.source === undefined) return undefined;
  return { file: manifest.source.file, line: manifest.source.line };
}
