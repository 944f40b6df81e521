import { expect } from '@jest/globals';
import { diffFields, type FieldDiff } from '../../../src/manifests/diff.ts';
import { idKey } from '../../../src/manifests/identity.ts';
import { renderPath } from '../../../src/manifests/path.ts';
import type { Structure } from '../../../src/manifests/structure.ts';
import type { Json, JsonObject, KubeObject, ObjectId } from '../../../src/manifests/types.ts';
import type { FieldChange } from '../../../src/plan/types.ts';
import type { Snapshot } from './world.ts';

interface Change {
  path: string;
  live?: Json;
  result?: Json;
}

const ofTheServer = ['managedFields', 'resourceVersion', 'uid', 'generation', 'creationTimestamp'];

/**
 * What a person means by "the object changed": all of it but what the API server keeps for itself, and but the
 * version, which is that of the question.
 */
export function content(object: KubeObject | undefined): JsonObject | undefined {
  if (object === undefined) return undefined;
  const { status: _status, apiVersion: _version, ...rest } = object;
  const metadata = Object.entries(object.metadata).filter(([name]) => !ofTheServer.includes(name));
  return { ...rest, metadata: Object.fromEntries(metadata) };
}

// What the server draws for a new Service is another value each time: no preview can know it.
const drawn = /^spec\.(clusterIPs?$|ports\[.*\]\.nodePort$)/;

/** The field changes from one state of an object to another, Secrets' values left out. */
export function changesBetween(
  before: KubeObject | undefined,
  after: KubeObject | undefined,
  structure: Structure | undefined,
): Change[] {
  const isSecret = (after ?? before)?.kind === 'Secret';
  const isNew = uidOf(before) !== uidOf(after);
  const isShown = ({ path, before: was }: FieldDiff): boolean =>
    (was !== undefined && !isNew) || !drawn.test(renderPath(path));
  return diffFields(content(before), content(after), structure)
    .filter(isShown)
    .map(({ path, before: live, after: result }) => {
      const isHidden = isSecret && path[0] === 'f:data';
      const shown = (value: Json): Json => (isHidden ? 'hidden' : value);
      return {
        path: renderPath(path),
        ...(live !== undefined && { live: shown(live) }),
        ...(result !== undefined && { result: shown(result) }),
      };
    })
    .sort(byPath);
}

/** The same of what a plan or a drift report foretells; what it leaves to others is no change. */
export function changesTold(fields: readonly FieldChange[]): Change[] {
  return fields
    .filter(({ path, leftTo }) => leftTo === undefined && path !== 'apiVersion')
    .map(({ path, live, result, sensitive }) => {
      const shown = (value: Json): Json =>
        sensitive === true && typeof value === 'string' && /hidden(, different)?\)$/.test(value)
          ? 'hidden'
          : value;
      return {
        path,
        ...(live !== undefined && { live: shown(live) }),
        ...(result !== undefined && { result: shown(result) }),
      };
    })
    .sort(byPath);
}

const byPath = (a: Change, b: Change): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

export const versionOf = (object: KubeObject | undefined): Json | undefined =>
  object?.metadata.resourceVersion;
export const uidOf = (object: KubeObject | undefined): Json | undefined => object?.metadata.uid;

/** Nothing of these was written: neither content nor anything else of them. */
export function expectUntouched(before: Snapshot, after: Snapshot, keys: readonly string[]): void {
  const versions = (snapshot: Snapshot) =>
    keys.map((key) => [key, uidOf(snapshot.get(key)), versionOf(snapshot.get(key))]);
  expect(versions(after)).toEqual(versions(before));
}

export const keyed = <T extends { id: ObjectId }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [idKey(item.id), item]));
