import { diffFields, type FieldDiff } from '../manifests/diff.ts';
import { sameJson } from '../manifests/json.ts';
import { type Path, pathKey } from '../manifests/path.ts';
import { getAt } from '../manifests/pattern.ts';
import type { Structure } from '../manifests/structure.ts';
import type { Json, KubeObject } from '../manifests/types.ts';
import type { Baseline } from '../release/types.ts';
import { driftedSpots, meets, type Spot } from './causes.ts';
import { content } from './content.ts';
import { told, view } from './field-change.ts';
import type { Decision } from './situation.ts';
import type { FieldChange } from './types.ts';

/**
 * Without the server's answer: what Git changes, what drifted goes back to its baseline, and where nothing
 * tells what live has of ours, all that would be sent and differs.
 */
export function predicted(
  decision: Decision,
  baseline: Baseline | undefined,
  structure: Structure | undefined,
): FieldChange[] {
  const { live, desired, send, check } = decision;
  const show = (diff: FieldDiff): FieldChange => told(decision, diff, baseline);
  if (live === undefined) {
    if (desired === undefined || send === undefined) return ofGit(decision);
    return diffFields(undefined, content(send), undefined).map(show);
  }
  // What the pull request does to a field comes after what was merged before.
  const fields = new Map(decision.gitFields.map((change) => [pathKey(change.path), change]));
  const git = [...fields.values()]
    .map((change): FieldDiff => (change.order === true ? change : diffOf(change.path, live, change.after)))
    .filter(({ before, after }) => !sameJson(before, after));
  const isOfGit = (spot: Spot): boolean => decision.gitFields.some((change) => meets(change, spot));
  const drift = (check === undefined ? [] : driftedSpots(check))
    .filter((spot) => !isOfGit(spot))
    .map((spot) => ({ ...diffOf(spot.path, live, baseline && getAt(baseline.values, spot.path)), ...spot }));
  const isUnknown =
    decision.git === 'added' || check?.verdict === 'recreated' || check?.verdict === 'no-baseline';
  const sent = isUnknown && send !== undefined ? diffFields(content(live), content(send), structure) : [];
  const beside = sent.filter((diff) => diff.after !== undefined && diff.order !== true && !isOfGit(diff));
  return [...git, ...drift, ...beside].map(show);
}

function diffOf(path: Path, live: KubeObject, after: Json | undefined): FieldDiff {
  const before = getAt(live, path);
  return { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function ofGit(decision: Decision): FieldChange[] {
  return decision.gitFields.map((change) =>
    view(decision, change.path, undefined, undefined, [change.cause], undefined, change),
  );
}
