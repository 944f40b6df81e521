import type { Check } from '../drift/types.ts';
import type { FieldDiff } from '../manifests/diff.ts';
import { ownEntry, owns } from '../manifests/fieldset.ts';
import { isObject, sameJson } from '../manifests/json.ts';
import { type Path, startsWith } from '../manifests/path.ts';
import { getAt } from '../manifests/pattern.ts';
import type { Baseline } from '../release/types.ts';
import type { Decision } from './situation.ts';
import type { Cause } from './types.ts';

/** A field, or the order of a list's items, which is another thing than what is in them. */
export type Spot = Pick<FieldDiff, 'path' | 'order'>;

/** Whether a change of the one is seen in the other. */
export function meets(a: Spot, b: Spot): boolean {
  if (a.order !== b.order) return false;
  const [inA, inB] = [startsWith(a.path, b.path), startsWith(b.path, a.path)];
  return a.order === true ? inA && inB : inA || inB;
}

/** Where live departs from the baseline. */
export const driftedSpots = ({ paths, orders }: Check): Spot[] =>
  paths.map((path) => (orders?.includes(path) === true ? { path, order: true } : { path }));

/** Every cause that has part in a difference between live and what applying leaves. */
export function causesOf(decision: Decision, spot: Spot, baseline: Baseline | undefined): Cause[] {
  const { path } = spot;
  const causes = new Set<Cause>();
  for (const change of decision.gitFields) if (meets(change, spot)) causes.add(change.cause);
  if (decision.git === 'added' && causes.size === 0 && isDesired(decision, path)) {
    causes.add(decision.base === undefined ? 'change' : 'unapplied');
  }
  const { check } = decision;
  if (check?.verdict === 'missing') {
    if (isDesired(decision, path) && causes.size === 0) causes.add('drift');
  } else if (decision.begun?.some((begun) => meets({ path: begun }, spot)) === true) {
    if (causes.size === 0) causes.add(decision.base === undefined ? 'change' : 'unapplied');
  } else if (check !== undefined && driftedSpots(check).some((drifted) => meets(drifted, spot))) {
    causes.add('drift');
  } else if (causes.size === 0 && unwitnessed(decision, path, baseline)) {
    causes.add('drift');
  }
  return causes.size === 0 ? ['effect'] : [...causes];
}

/**
 * Drift that the check names no field of: live departs from the baseline, or from what is sent where no baseline
 * tells what there was; or somebody has applied under our name what the release never had.
 */
function unwitnessed(decision: Decision, path: Path, baseline: Baseline | undefined): boolean {
  const { released, live, check } = decision;
  if (released === undefined || live === undefined || check === undefined) return false;
  if (check.verdict === 'clean') return false;
  if (baseline === undefined || check.verdict === 'no-baseline') return isDesired(decision, path);
  if (owns(baseline.fields, path)) return !sameJson(getAt(baseline.values, path), getAt(live, path));
  // What a rule left to a manager, and leaves to it no more.
  if (check.verdict === 'ownership-lost') return isDesired(decision, path);
  return check.verdict === 'foreign-apply' && owns(ownEntry(live)?.fieldsV1, path);
}

/** Whether what is sent decides the field: it is sent itself, or within a value that is one to the server. */
export function isDesired(decision: Decision, path: Path): boolean {
  const object = decision.send ?? decision.desired?.object;
  if (object === undefined) return false;
  for (let depth = path.length; depth > 0; depth--) {
    const value = getAt(object, path.slice(0, depth));
    if (value === undefined) continue;
    return depth === path.length || !(isObject(value) || isItem(path[depth]));
  }
  return false;
}

/** A list whose items are told apart is no single value. */
const isItem = (token = ''): boolean => token.startsWith('k:') || token.startsWith('v:');
