import { baselineOf, manifestDigest } from '../drift/check.ts';
import { sameJson } from '../manifests/json.ts';
import type { Manifest } from '../manifests/types.ts';
import type { Decision } from '../plan/situation.ts';
import type { Baseline } from '../release/types.ts';
import type { Preview } from './preview.ts';
import type { StageOutcome } from './stages.ts';

/** The new baselines: of what was written, and of what turned out to be as it should be. */
export function baselinesOf(planned: Preview, stages: StageOutcome): Map<string, Baseline> {
  const before = planned.release?.baselines ?? new Map<string, Baseline>();
  const baselines = new Map<string, Baseline>();
  for (const { decision, action } of planned.steps) {
    if (decision.desired === undefined || action === 'skip') continue;
    const renewed =
      action === 'unchanged' &&
      decision.live !== undefined &&
      planned.answers.get(decision.key)?.result !== undefined
        ? baselineOf(decision.desired as Manifest, decision.live)
        : undefined;
    const baseline = stages.baselines.get(decision.key) ?? renewed ?? kept(decision, before);
    if (baseline !== undefined) baselines.set(decision.key, baseline);
  }
  return baselines;
}

/** What still tells how the object is to be, also of a manifest that differs in nothing but ignored fields. */
function kept(
  { key, desired, released, check }: Decision,
  before: ReadonlyMap<string, Baseline>,
): Baseline | undefined {
  const baseline = before.get(key);
  if (baseline === undefined || desired === undefined || check?.verdict !== 'clean') return baseline;
  // It is of the released manifest, or it would not have been compared with.
  if (sameJson(released?.object, desired.object)) return baseline;
  return { ...baseline, manifest: manifestDigest(desired) };
}
