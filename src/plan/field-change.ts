import { blame } from '../drift/blame.ts';
import type { FieldDiff } from '../manifests/diff.ts';
import { field } from '../manifests/json.ts';
import { type Path, renderPath } from '../manifests/path.ts';
import { getAt } from '../manifests/pattern.ts';
import { hiddenPair, isSensitive } from '../manifests/redact.ts';
import type { Json, KubeObject } from '../manifests/types.ts';
import type { Baseline } from '../release/types.ts';
import { causesOf } from './causes.ts';
import { type Decision, subjectOf } from './situation.ts';
import type { Cause, FieldChange } from './types.ts';

/** A difference between live and what applying leaves, with its causes. */
export function told(decision: Decision, diff: FieldDiff, baseline: Baseline | undefined): FieldChange {
  const { path, before, after, order } = diff;
  const causes = causesOf(decision, diff, baseline);
  // Sequences of keys stand beside each other, not beside the lists of Git.
  return view(decision, path, before, after, causes, baseline, order === true ? {} : undefined);
}

/** One field change as people and machines see it; what a Secret holds is told by its size alone. */
export function view(
  decision: Pick<Decision, 'id' | 'released' | 'base' | 'desired' | 'live'>,
  path: Path,
  live: Json | undefined,
  result: Json | undefined,
  causes: Cause[],
  baseline: Baseline | undefined,
  git?: { before?: Json; after?: Json },
): FieldChange {
  const released = git === undefined ? valueIn(decision.released?.object, path) : git.before;
  const desired = git === undefined ? valueIn(decision.desired?.object, path) : git.after;
  const by =
    causes.includes('drift') && decision.live !== undefined
      ? blame(decision.live, path, since(decision.live, baseline))
      : undefined;
  const change: FieldChange = {
    path: renderPath(path),
    ...optional({ released, live, desired, result }),
    causes,
    ...(by !== undefined && { by }),
  };
  if (!isSensitive(subjectOf(decision), path)) return change;
  const [before, after] = hiddenPair(live, result);
  const [was, wanted] = hiddenPair(released, desired);
  return {
    path: change.path,
    ...optional({ released: was, live: before, desired: wanted, result: after }),
    causes,
    ...(by !== undefined && { by }),
    sensitive: true,
  };
}

const valueIn = (object: KubeObject | undefined, path: Path): Json | undefined =>
  object === undefined ? undefined : getAt(object, path);

/** When the release last wrote the object: only who came later is suspected. */
function since(live: KubeObject, baseline: Baseline | undefined): { since?: string } {
  if (baseline === undefined) return {};
  const entries = live.metadata.managedFields;
  if (!Array.isArray(entries)) return {};
  const own = entries.find(
    (entry) => field(entry, 'manager') === 'plumbline' && field(entry, 'operation') === 'Apply',
  );
  const time = field(own, 'time');
  return typeof time === 'string' ? { since: time } : {};
}

function optional<T extends Record<string, Json | undefined>>(values: T): { [K in keyof T]?: Json } {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [K in keyof T]?: Json };
}
