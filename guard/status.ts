import { isDrift } from '../src/drift/state.ts';
import type { ObjectDrift, TargetDrift } from '../src/drift/types.ts';
import { toPlumblineError } from '../src/errors/error.ts';
import { displayId, idKey } from '../src/manifests/identity.ts';
import { field, isObject, stringField } from '../src/manifests/json.ts';
import type { Json, JsonObject } from '../src/manifests/types.ts';
import type { Pause } from '../src/release/pause.ts';
import { writeStatus } from '../src/release/status.ts';
import type { Release } from '../src/release/types.ts';
import { differingFields } from '../src/report/fields.ts';
import type { VisitContext } from './types.ts';

/** How many drifts the status keeps, and paths of each. */
const keptDrifts = 20;
const keptPaths = 5;

export interface Checked {
  paused: Pause | undefined;
  drift?: TargetDrift;
  durationMs: number;
}

/**
 * Writes the guard's whole part of the status: conditions `Drifted` and `Paused`, the last check and the newest
 * drifts. A login that may not write it says so; what was checked and reverted stands.
 */
export async function reportStatus(context: VisitContext, release: Release, checked: Checked): Promise<void> {
  const now = timeOf(context.client.now());
  const { drift, paused, durationMs } = checked;
  const resume = release.status.resume;
  const found = drift?.objects.filter(isDrift) ?? [];
  const left = found.filter(({ reverted }) => reverted !== true);
  const status: JsonObject = {
    conditions: [drifted(drift, left, now), pausedCondition(paused, now)],
    ...(release.pending !== undefined && isObject(resume) && { resume }),
    ...(drift !== undefined && {
      drifted: left.length,
      drifts: newest(found, release.status.drifts, now),
      lastCheck: {
        time: now,
        objects: drift.checked,
        drifted: found.length,
        reverted: drift.reverted,
        durationMs: Math.round(durationMs),
      },
    }),
  };
  try {
    await writeStatus(context.client, release, 'plumbline-guard', status);
  } catch (thrown) {
    const error = toPlumblineError(thrown);
    if (error.code !== 'FORBIDDEN') throw error;
    context.note(`the status was not written: ${error.message}`);
  }
}

export const pathsOf = (drift: ObjectDrift): string[] => differingFields(drift).map(({ path }) => path);

const timeOf = (now: number): string => new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');

function drifted(drift: TargetDrift | undefined, left: readonly ObjectDrift[], now: string): JsonObject {
  const base = { type: 'Drifted', lastTransitionTime: now };
  if (drift === undefined) return { ...base, status: 'Unknown', reason: 'Off', message: 'drift.mode is off' };
  if (left.length === 0) {
    const reason = drift.reverted > 0 ? 'Reverted' : 'InSync';
    const message =
      drift.reverted > 0 ? `${drift.reverted} reverted` : `${drift.checked} objects as released`;
    return { ...base, status: 'False', reason, message };
  }
  const names = left.slice(0, 3).map(({ id }) => displayId(id));
  const more = left.length > names.length ? ` and ${left.length - names.length} more` : '';
  return { ...base, status: 'True', reason: 'Drifted', message: `${names.join(', ')}${more}` };
}

function pausedCondition(paused: Pause | undefined, now: string): JsonObject {
  const base = { type: 'Paused', lastTransitionTime: now };
  return paused === undefined
    ? { ...base, status: 'False', reason: 'NotPaused', message: '' }
    : { ...base, status: 'True', reason: 'Paused', message: `until ${paused.until}: ${paused.reason}` };
}

/** What drifted now, then what was reverted before, newest first. Paths and authors, never values. */
function newest(found: readonly ObjectDrift[], before: Json | undefined, now: string): JsonObject[] {
  const earlier = Array.isArray(before) ? before.filter(isObject) : [];
  const known = new Map(earlier.map((entry) => [keyOf(entry), entry]));
  const names = new Set(found.map(({ id }) => idKey(id)));
  return [
    ...found.map((drift) => entryOf(drift, known.get(idKey(drift.id)), now)),
    ...earlier.filter((entry) => entry.reverted === true && !names.has(keyOf(entry))),
  ].slice(0, keptDrifts);
}

function entryOf(drift: ObjectDrift, before: JsonObject | undefined, now: string): JsonObject {
  const { id, state, by, reverted, error } = drift;
  const paths = pathsOf(drift);
  // What still stands as it was found keeps the time of the finding.
  const since = before !== undefined && before.reverted !== true ? stringField(before, 'found') : undefined;
  return {
    id: { ...id },
    state,
    found: since ?? now,
    paths: paths.slice(0, keptPaths),
    ...(paths.length > keptPaths && { morePaths: paths.length - keptPaths }),
    ...(by !== undefined && { by: { ...by } }),
    ...(reverted === true && { reverted }),
    ...(error !== undefined && { error: error.slice(0, 300) }),
  };
}

function keyOf(entry: JsonObject): string {
  const text = (name: string): string => stringField(field(entry, 'id'), name) ?? '';
  const namespace = text('namespace');
  return idKey({
    group: text('group'),
    kind: text('kind'),
    name: text('name'),
    ...(namespace !== '' && { namespace }),
  });
}
