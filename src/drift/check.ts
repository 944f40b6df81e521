import { hash } from 'node:crypto';
import {
  fieldSets,
  fieldsBeyond,
  otherEntries,
  ownEntry,
  project,
  sameFields,
} from '../manifests/fieldset.ts';
import { canonicalOnce, field, sameJson, stringField } from '../manifests/json.ts';
import { type Path, startsWith } from '../manifests/path.ts';
import { couldContain, matches, type Pattern } from '../manifests/pattern.ts';
import { withoutOwned } from '../manifests/prune.ts';
import { removeMatching } from '../manifests/remove.ts';
import type { Json, KubeObject, Manifest } from '../manifests/types.ts';
import type { Baseline } from '../release/types.ts';
import type { Check } from './types.ts';
import { compareOwned } from './view.ts';

/** What is remembered of the server's answer to a server-side apply of a manifest, to check the object by. */
export function baselineOf(manifest: Manifest, response: KubeObject, manager = 'plumbline'): Baseline {
  const entry = ownEntry(response, manager);
  const fields = field(entry, 'fieldsV1');
  const owned = typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? fields : {};
  // In the order in which they are stored: nothing has to be sorted then.
  return {
    apiVersion: stringField(entry, 'apiVersion') ?? response.apiVersion,
    fields: owned,
    id: manifest.id,
    manifest: manifestDigest(manifest),
    ...(manifest.sensitive === true && { sensitive: true }),
    uid: stringField(response, 'metadata', 'uid') ?? '',
    values: project(owned, response),
  };
}

/** The baseline, if it is of this manifest: one of another tells nothing. */
export function baselineFor(
  manifest: Manifest | undefined,
  baseline: Baseline | undefined,
): Baseline | undefined {
  if (manifest === undefined || baseline === undefined) return undefined;
  return baseline.manifest === manifestDigest(manifest) ? baseline : undefined;
}

/** sha256, hex, of the canonical manifest: tells whether a baseline was made from it. */
export function manifestDigest(manifest: Manifest): string {
  return hash('sha256', canonicalOnce(manifest.object));
}

/**
 * Compares a live object with its baseline at what we own: uid, values, the order of our list items, our
 * field set. `clean` means that applying the manifest again would change nothing, as long as admission and
 * schemas are those of the baseline; everything else is a suspicion that a dry run settles. resourceVersion
 * and time are not looked at: neither proves anything.
 */
export function checkObject(
  baseline: Baseline | undefined,
  live: KubeObject | undefined,
  ignore: readonly Pattern[] = [],
): Check {
  if (live === undefined) return { verdict: 'missing', paths: [] };
  if (baseline === undefined || live.apiVersion !== baseline.apiVersion)
    return { verdict: 'no-baseline', paths: [] };
  if (live.metadata.uid !== baseline.uid) return { verdict: 'recreated', paths: [] };

  const { values, orders } = differences(baseline, live, ignore);
  if (values.length > 0) {
    return { verdict: 'drift', paths: [...values, ...orders], ...(orders.length > 0 && { orders }) };
  }
  if (orders.length > 0) return { verdict: 'order', paths: orders, orders };
  const ownership = ownershipOf(baseline, live, ignore);
  if (ownership !== undefined) return { verdict: ownership, paths: [] };
  return { verdict: live.metadata.deletionTimestamp === undefined ? 'clean' : 'terminating', paths: [] };
}

function differences(
  baseline: Baseline,
  live: KubeObject,
  ignore: readonly Pattern[],
): { values: Path[]; orders: Path[] } {
  const values: Path[] = [];
  const orders: Path[] = [];
  let others: Json[] | undefined;
  const isIgnored = (path: Path): boolean => ignore.some((pattern) => matches(pattern, path));
  compareOwned(baseline.fields, baseline.values, live, {
    value(path, was, now) {
      if (isIgnored(path)) return;
      others ??= fieldSets(otherEntries(live));
      const sets = others.flatMap((set) => field(set, ...path) ?? []);
      if (sameOwned(visible(was, path, sets, ignore), visible(now, path, sets, ignore))) return;
      values.push([...path]);
    },
    order(path, was, now) {
      if (isIgnored(path)) return;
      const counts = (token: string): boolean => !isIgnored([...path, token]);
      if (!sameJson(was.filter(counts), now.filter(counts))) orders.push([...path]);
    },
  });
  return { values, orders: orders.filter((order) => !values.some((path) => startsWith(order, path))) };
}

/** Of a leaf's value, what is neither another manager's nor ignored. */
function visible(
  value: Json | undefined,
  path: Path,
  others: readonly Json[],
  ignore: readonly Pattern[],
): Json | undefined {
  if (value === undefined) return undefined;
  const own = withoutOwned(value, others);
  const within = ignore.filter((pattern) => couldContain(pattern, path));
  return within.length === 0 ? own : removeMatching(own, within, undefined, path).object;
}

/** A leaf of ours that the server left out, and in which only others have put something, is as it was. */
function sameOwned(was: Json | undefined, now: Json | undefined): boolean {
  if (was === undefined && typeof now === 'object' && now !== null) return Object.keys(now).length === 0;
  return sameJson(was, now);
}

/** Values are equal: whether our entry is still the one that was recorded. */
function ownershipOf(
  baseline: Baseline,
  live: KubeObject,
  ignore: readonly Pattern[],
): 'foreign-apply' | 'ownership-lost' | undefined {
  const entry = ownEntry(live);
  const fields = field(entry, 'fieldsV1') ?? {};
  if (entry !== undefined && entry.apiVersion !== baseline.apiVersion) return 'foreign-apply';
  if (sameFields(baseline.fields, fields)) return undefined;
  const counts = (path: Path): boolean => !ignore.some((pattern) => matches(pattern, path));
  if (fieldsBeyond(fields, baseline.fields).some(counts)) return 'foreign-apply';
  return fieldsBeyond(baseline.fields, fields).some(counts) ? 'ownership-lost' : undefined;
}
