import type { IgnoreRule } from '../config/types.ts';
import { ignorePatterns } from '../drift/ignore.ts';
import { ownEntry, project } from '../manifests/fieldset.ts';
import { isObject } from '../manifests/json.ts';
import type { Path } from '../manifests/path.ts';
import { exactPattern, getAt, type Pattern, removeAt, removeMatching, setAt } from '../manifests/pattern.ts';
import type { Structure } from '../manifests/structure.ts';
import type { Json, JsonObject, KubeObject, Manifest } from '../manifests/types.ts';
import { type Membership, partOfLabel, releaseAnnotation } from './ownership.ts';

/** The object with the label and annotation of its release: what makes it ours in the cluster. */
export function withMembership(object: KubeObject, membership: Membership): KubeObject {
  const add = (map: Json | undefined, key: string, value: string): JsonObject => ({
    ...(isObject(map) ? map : {}),
    [key]: value,
  });
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: add(object.metadata.labels, partOfLabel, membership.id),
      annotations: add(object.metadata.annotations, releaseAnnotation, membership.release),
    },
  };
}

/** The manifest without the fields that the rules name by path: what Git has a say in. */
export function governed(
  manifest: Manifest,
  rules: IgnoreRule[],
  structure: Structure | undefined,
): KubeObject {
  if (rules.length === 0) return manifest.object;
  const { object, removed } = cut(manifest.object, ignorePatterns(rules, manifest.id), structure);
  return removed.reduce((here, { path }) => withoutEmptied(here, path), object);
}

/** To say that a map exists in which Git has nothing to say is to say nothing. */
function withoutEmptied(object: KubeObject, path: Path): KubeObject {
  let here: Json = object;
  for (let depth = path.length - 1; depth > 0 && isBare(getAt(here, path.slice(0, depth))); depth--) {
    here = removeAt(here, path.slice(0, depth));
  }
  return here as KubeObject;
}

export interface Sending {
  object: KubeObject;
  handover: { path: Path; value: Json }[];
}

/**
 * What server-side apply is to send for a manifest: ignored fields left out, membership added. Those ignored
 * fields that we own on the live object are to be handed over first, or the server would reset them; also
 * those that have left Git with the same change that ignores them.
 */
export function sending(
  manifest: Manifest,
  membership: Membership,
  rules: IgnoreRule[],
  live: KubeObject | undefined,
  structure: Structure | undefined,
): Sending {
  // At creation Git's value is the first one; only afterwards is the field left to others.
  if (rules.length === 0 || live === undefined) {
    return { object: withMembership(manifest.object, membership), handover: [] };
  }
  const patterns = ignorePatterns(rules, manifest.id, live);
  const { object: left, removed } = cut(manifest.object, patterns, structure);
  const object = removed.reduce((here, { path, value }) => {
    // An item that is not there yet is created whole, as an object is.
    const item = path.findLastIndex((token) => token.startsWith('k:'));
    const isNew = item >= 0 && item < path.length - 1 && getAt(live, path.slice(0, item + 1)) === undefined;
    return isNew ? (setAt(here, path, value) as KubeObject) : here;
  }, left);
  const handover = removeMatching(ownValues(live), patterns, structure).removed.filter(
    ({ path, value }) => !isBare(value) || isBare(getAt(live, path)),
  );
  return { object: withMembership(object, membership), handover };
}

/** Of a map that holds what others put there, we own nothing but that it exists. */
const isBare = (value: Json | undefined): boolean => isObject(value) && Object.keys(value).length === 0;

const membershipFields: Pattern[] = [
  exactPattern(['f:metadata', 'f:labels', `f:${partOfLabel}`]),
  exactPattern(['f:metadata', 'f:annotations', `f:${releaseAnnotation}`]),
];

/** The values that we own on the live object, but for the membership, which nobody else may have. */
function ownValues(live: KubeObject): Json {
  const own = ownEntry(live)?.fieldsV1;
  return isObject(own) ? removeMatching(project(own, live), membershipFields).object : {};
}

function cut(
  object: KubeObject,
  patterns: Pattern[],
  structure: Structure | undefined,
): { object: KubeObject; removed: { path: Path; value: Json }[] } {
  if (patterns.length === 0) return { object, removed: [] };
  return removeMatching(object, patterns, structure);
}
