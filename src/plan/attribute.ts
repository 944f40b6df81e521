import { diffFields, type FieldDiff } from '../manifests/diff.ts';
import { getAt } from '../manifests/pattern.ts';
import type { Structure } from '../manifests/structure.ts';
import type { Baseline } from '../release/types.ts';
import { isAllocated } from './allocated.ts';
import { isDesired } from './causes.ts';
import { content } from './content.ts';
import { told, view } from './field-change.ts';
import { predicted } from './predict.ts';
import type { Answer, Decision } from './situation.ts';
import type { FieldChange } from './types.ts';

/**
 * The way of each field from what is live to what applying leaves, with every cause that has part in it.
 * `drift` where the release's baseline owns the field and live departs from it; `change` and `unapplied`
 * where Git differs; `effect` for what only the server does.
 */
export function fieldChanges(
  decision: Decision,
  answer: Answer,
  baseline: Baseline | undefined,
  structure: Structure | undefined,
): FieldChange[] {
  const { live } = decision;
  if (answer.result === undefined) return predicted(decision, baseline, structure);
  const before = live === undefined ? undefined : content(live);
  const diffs = diffFields(before, content(answer.result), structure).filter(
    (diff) => !isDrawnAnew(decision, answer, diff),
  );
  const changes = diffs.map((diff) => told(decision, diff, baseline));
  const left = answer.left.map(({ path, manager }) => {
    const value = live === undefined ? undefined : getAt(live, path);
    return { ...view(decision, path, value, value, ['change'], baseline), leftTo: manager };
  });
  return [...changes, ...left];
}

/** What the server draws for the object of the apply is another value than the dry run's: nothing to show. */
function isDrawnAnew(decision: Decision, answer: Answer, { path, before, after }: FieldDiff): boolean {
  // An object that is replaced gets everything anew.
  const isNew = before === undefined || answer.error !== undefined;
  return isNew && !isDesired(decision, path) && isAllocated(decision.id, path, after);
}
