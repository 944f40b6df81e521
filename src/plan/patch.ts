import { sameJson } from '../manifests/json.ts';
import type { JsonObject, KubeObject } from '../manifests/types.ts';

/** The operation by which a JSON patch fails when somebody has written to the object since. */
export const versionTest = ({ metadata }: KubeObject): JsonObject => ({
  op: 'test',
  path: '/metadata/resourceVersion',
  value: metadata.resourceVersion ?? null,
});

/**
 * The JSON patch that turns one object into the other, a top-level field at a time, guarded by
 * resourceVersion. Equal values written by an update change no ownership, so whole fields do no harm.
 */
export function patchBetween(before: KubeObject, after: KubeObject): JsonObject[] {
  const top = fieldPatches(before, after, '', ['metadata', 'status', 'apiVersion', 'kind']);
  const meta = fieldPatches(before.metadata, after.metadata, '/metadata', notPatched);
  return [versionTest(before), ...top, ...meta];
}

const notPatched = [
  'managedFields',
  'resourceVersion',
  'uid',
  'generation',
  'creationTimestamp',
  'selfLink',
  'name',
  'namespace',
];

function fieldPatches(before: JsonObject, after: JsonObject, at: string, except: string[]): JsonObject[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const patches: JsonObject[] = [];
  for (const name of names) {
    if (except.includes(name) || sameJson(before[name], after[name])) continue;
    const path = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const value = after[name];
    if (value === undefined) patches.push({ op: 'remove', path });
    else patches.push({ op: 'add', path, value });
  }
  return patches;
}
