import type { IgnoreRule } from '../config/types.ts';
import { diffFields, type FieldDiff } from '../manifests/diff.ts';
import { ownEntry, owns } from '../manifests/fieldset.ts';
import { isObject, sameJson } from '../manifests/json.ts';
import { type Path, pathKey } from '../manifests/path.ts';
import { getAt } from '../manifests/pattern.ts';
import type { Structure } from '../manifests/structure.ts';
import type { Json, KubeObject, Manifest } from '../manifests/types.ts';
import { governed } from './send.ts';
import type { GitChange, GitField } from './situation.ts';

/** An object at one revision, and the rules that hold there: what they name, Git has no say in. */
export interface Side {
  manifest: Manifest | undefined;
  rules: IgnoreRule[];
}

export interface GitSides {
  released: Side;
  /** The tip of the base branch, on a pull request. */
  base?: Side;
  desired: Side;
}

export interface GitDifference {
  /** What there is to apply: between the release and the commit. */
  git: GitChange;
  /** What the commit itself does: between the tip of the base branch, where there is one, and the commit. */
  change: GitChange;
  fields: GitField[];
}

/**
 * What Git changes, field by field. With a base branch, what is merged already (`unapplied`) is kept apart
 * from what this pull request does (`change`). A whole object added or removed is told by its action.
 */
export function gitDifference(
  { released, base, desired }: GitSides,
  structure: () => Structure | undefined,
): GitDifference {
  const git = gitChange(released, desired, structure);
  const change = base === undefined ? git : gitChange(base, desired, structure);
  if (git === 'none' && change === 'none') return { git, change, fields: [] };
  const fields =
    base?.manifest === undefined
      ? fieldsBetween(released, desired, 'change', structure)
      : [
          ...fieldsBetween(released, base, 'unapplied', structure),
          ...fieldsBetween(base, desired, 'change', structure),
        ];
  return { git, change, fields };
}

type StructureOf = () => Structure | undefined;

function gitChange(before: Side, after: Side, structure: StructureOf): GitChange {
  if (before.manifest === undefined) return after.manifest === undefined ? 'none' : 'added';
  if (after.manifest === undefined) return 'removed';
  if (before.rules.length + after.rules.length === 0) {
    return sameJson(before.manifest.object, after.manifest.object) ? 'none' : 'changed';
  }
  const [from, to] = [before, after].map(({ manifest, rules }) =>
    governed(manifest as Manifest, rules, structure()),
  );
  return sameJson(from, to) ? 'none' : 'changed';
}

function fieldsBetween(
  before: Side,
  after: Side,
  cause: GitField['cause'],
  structure: StructureOf,
): GitField[] {
  if (before.manifest === undefined || after.manifest === undefined) return [];
  const from = governed(before.manifest, before.rules, structure());
  const to = governed(after.manifest, after.rules, structure());
  return diffFields(from, to, structure()).map((diff: FieldDiff) => ({ ...diff, cause }));
}

/**
 * The fields, leaf by leaf, that one of the earlier manifests has and the desired one has not. An empty map or
 * list in their place is all the same to who holds them.
 */
export function goneFields(
  earlier: readonly Side[],
  desired: Side & { manifest: Manifest },
  structure: StructureOf,
): Path[] {
  const to = withoutEmpty(governed(desired.manifest, desired.rules, structure()));
  const gone = earlier.flatMap(({ manifest, rules }) => {
    if (manifest === undefined) return [];
    const from = governed(manifest, rules, structure());
    return diffFields(from, to, structure()).filter(({ after }) => after === undefined);
  });
  const paths = new Map(gone.map(({ path }) => [pathKey(path), path]));
  // What the manifest still has is ignored by a new rule: left to others, but not by Git.
  return [...paths.values()].filter((path) => getAt(desired.manifest.object, path) === undefined);
}

function withoutEmpty(value: Json): Json | undefined {
  if (Array.isArray(value))
    return value.length === 0 ? undefined : value.map((item) => withoutEmpty(item) ?? item);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const left = withoutEmpty(inner);
    return left === undefined ? [] : [[name, left] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/**
 * Whether live has all that is sent of what Git changes already, and we hold nothing of what left: perhaps
 * nothing is to be written.
 */
export function isThereAlready(
  fields: readonly GitField[],
  send: KubeObject | undefined,
  live: KubeObject,
): boolean {
  const own = ownEntry(live)?.fieldsV1;
  return fields.every(({ path, after }) => {
    if (after === undefined) return !owns(own, path);
    const isSent = getAt(send, path) !== undefined;
    return !isSent || sameJson(getAt(live, path), after);
  });
}

/** Where an unfinished apply changes a released object and the live one has its values. */
export function begunPaths(
  released: Manifest | undefined,
  pending: Manifest | undefined,
  live: KubeObject,
  structure: Structure | undefined,
): Path[] {
  if (released === undefined || pending === undefined) return [];
  return diffFields(released.object, pending.object, structure)
    .filter(({ path, after }) => sameJson(getAt(live, path), after))
    .map(({ path }) => path);
}
