import { leaves, otherEntries, owns } from '../manifests/fieldset.ts';
import { ownedWhole } from '../manifests/fieldset-edit.ts';
import { isObject, stringField } from '../manifests/json.ts';
import { isKeyField, type Path, pathKey } from '../manifests/path.ts';
import { getAt, matches, type Pattern } from '../manifests/pattern.ts';
import type { JsonObject, KubeObject } from '../manifests/types.ts';
import type { Decision } from './situation.ts';

/** Our own manager names; what they hold is not somebody else's. */
export const fieldManager = 'plumbline';
export const handoverManager = 'plumbline-handover';
/** Of the dry run that asks what taking over leaves. */
export const takeoverManager = 'plumbline-takeover';

export interface Leftovers {
  /**
   * To be taken over, since only managers of the takeover list hold them beside us: what an apply then leaves
   * out is removed. Each is a field, or an item of a keyed list that left Git whole.
   */
  take: Path[];
  /** To be left: named with the manager that holds them. */
  left: { path: Path; manager: string }[];
}

/** Whether something leaves Git with this decision, or is taken in from kubectl. */
export const mayHaveLeftovers = ({ gone, released }: Decision): boolean =>
  gone !== undefined || released === undefined;

/**
 * The fields that leave Git, and that the live object would still hold because others own them too. Those of
 * managers in `takeover` are taken over; never what was written through a subresource (scale, status) or by
 * anyone else.
 */
export function leftovers(
  decision: Decision,
  live: KubeObject,
  takeover: readonly string[],
  ignored: readonly Pattern[],
): Leftovers {
  const others = otherEntries(live, fieldManager);
  const take = new Map<string, Path>();
  const left: Leftovers['left'] = [];
  for (const path of candidates(decision)) {
    if (getAt(live, path) === undefined) continue;
    const whole = itemThatLeft(decision, path) ?? path;
    const root = [live.metadata.managedFields ?? []]
      .flat()
      .reduce<Path>((here, entry) => ownedWhole(isObject(entry) ? entry.fieldsV1 : undefined, here), whole);
    // Part of an atomic value that is sent whole.
    if (getAt(decision.send, root) !== undefined) continue;
    const isIgnored = ignored.some((pattern) => matches(pattern, path));
    const keeper = ownersOf(others, root).find((entry) => !isTakeover(entry, takeover));
    if (keeper === undefined && !isIgnored) {
      if (ownersOf(others, root).length > 0) take.set(pathKey(root), root);
      continue;
    }
    // Somebody else keeps the item, or something of it.
    const owners = ownersOf(others, path);
    const kept = owners.find((entry) => !isTakeover(entry, takeover)) ?? (isIgnored ? owners[0] : undefined);
    if (kept !== undefined) left.push({ path, manager: stringField(kept, 'manager') ?? '' });
    else if (owners.length > 0 && !isKeyField(path)) take.set(pathKey(path), path);
  }
  return { take: [...take.values()], left };
}

const ownersOf = (entries: readonly JsonObject[], path: Path): JsonObject[] =>
  entries.filter(({ fieldsV1 }) => owns(fieldsV1, path));

/** The outermost item of a keyed list around the path that Git does not have any more. */
function itemThatLeft({ send }: Decision, path: Path): Path | undefined {
  const depth = path.findIndex(
    (token, index) => token.startsWith('k:') && getAt(send, path.slice(0, index + 1)) === undefined,
  );
  return depth < 0 ? undefined : path.slice(0, depth + 1);
}

function candidates(decision: Decision): Path[] {
  const paths = decision.gone ?? [];
  // Taken in by this run, or by one that was interrupted between taking it in and this.
  if (decision.released !== undefined || decision.live === undefined) return paths;
  // What kubectl applied on the user's behalf was Git's to say, and is so still.
  const applied = otherEntries(decision.live, fieldManager).filter(
    (entry) =>
      ['kubectl-client-side-apply', 'before-first-apply'].includes(stringField(entry, 'manager') ?? '') ||
      (entry.manager === 'kubectl' && entry.operation === 'Apply'),
  );
  const theirs = applied.flatMap(({ fieldsV1 }) => (isObject(fieldsV1) ? leaves(fieldsV1) : []));
  return [...paths, ...theirs.filter((path) => getAt(decision.send, path) === undefined)];
}

export function isTakeover(entry: JsonObject, takeover: readonly string[]): boolean {
  if (stringField(entry, 'subresource') !== undefined) return false;
  const manager = stringField(entry, 'manager') ?? '';
  // Handed over once, and not ignored any more: it was Git's, and has left it.
  if (manager === takeoverManager || manager === handoverManager) return true;
  // `kubectl apply --server-side` applies as kubectl, all its other verbs update as kubectl-VERB.
  const name = manager === 'kubectl' && entry.operation === 'Apply' ? 'kubectl-apply' : manager;
  return takeover.some((glob) =>
    glob.endsWith('*') ? name.startsWith(glob.slice(0, -1)) : manager === glob,
  );
}
