import { isDrift } from '../src/drift/state.ts';
import { displayId } from '../src/manifests/identity.ts';
import { pathsOf } from './status.ts';
import type { Visit } from './types.ts';

/** How many objects a visit names, and paths of each: the status and `plumbline drift` have the rest. */
export const shownObjects = 20;
export const shownPaths = 5;

/** One line of JSON per release; of drifts paths and authors, never values. What is undefined is left out. */
export function jsonLine(visit: Visit, now: Date): string {
  const { release, outcome, revision, commit, durationMs, drift, ended, paused, notes, error } = visit;
  const found = drift?.objects.filter(isDrift) ?? [];
  const said = [...notes, ...(drift?.notAsked ?? [])];
  return JSON.stringify({
    time: now.toISOString(),
    level: levelOf(visit),
    release,
    outcome,
    revision,
    commit,
    ended,
    paused,
    ...(drift !== undefined && {
      objects: drift.checked,
      drifted: found.length,
      reverted: drift.reverted,
      drifts: some(
        found.map((one) => ({
          object: displayId(one.id),
          state: one.state,
          paths: some(pathsOf(one).slice(0, shownPaths)),
          by: one.by,
          reason: one.reason,
          reverted: one.reverted,
          error: one.error,
        })),
      ),
      foreign: some(drift.foreign.map(({ id, path, by }) => ({ object: displayId(id), path, by }))),
      requests: drift.stats.requests,
    }),
    notes: some(said),
    error,
    durationMs,
  });
}

const some = <T>(items: readonly T[]): T[] | undefined =>
  items.length === 0 ? undefined : items.slice(0, shownObjects);

/** `error` where the tick ends in 1 over it, `warning` where something is left to a person. */
function levelOf({ outcome, drift, ended, error }: Visit): 'info' | 'warning' | 'error' {
  if (error !== undefined || drift?.objects.some((object) => object.error !== undefined)) return 'error';
  const isOdd = outcome === 'drifted' || outcome === 'interrupted' || ended === 'rolled-back';
  return isOdd || (drift?.foreign.length ?? 0) > 0 ? 'warning' : 'info';
}
