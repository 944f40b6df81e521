import { childTokens, otherEntries } from '../manifests/fieldset.ts';
import { isObject, stringField } from '../manifests/json.ts';
import type { Path } from '../manifests/path.ts';
import type { Json, KubeObject, ManagedFieldsEntry } from '../manifests/types.ts';
import type { Author } from '../plan/types.ts';
import { isController, isOurs } from './managers.ts';

/**
 * Who wrote a field last, as far as managedFields tells: whoever owns the path, something below it, or a leaf
 * above it. Where nobody does, it was removed, or applied under our own name: then the newest writer since
 * the release is a guess. A removal leaves no author, so often there is none.
 * @param options.since RFC 3339, when the release wrote the object; without it nothing is guessed
 */
export function blame(live: KubeObject, path: Path, options: { since?: string } = {}): Author | undefined {
  const entries = otherEntries(live);
  const owners = entries.filter((entry) => ownership(entry.fieldsV1, path) !== 'none').sort(newestFirst);
  const exact = owners.find((entry) => ownership(entry.fieldsV1, path) === 'owns');
  if (exact !== undefined) return authorOf(exact);
  const beside = owners[0];
  if (beside !== undefined) return { ...authorOf(beside), guess: true };
  const { since } = options;
  if (since === undefined) return undefined;
  const later = entries
    .filter((entry) => couldHaveRemoved(entry) && timeOf(entry) >= since)
    .sort(newestFirst)[0];
  return later === undefined ? undefined : { ...authorOf(later), guess: true };
}

/** `beside`: items of the list at the path are theirs, which tells little of who reordered or emptied it. */
function ownership(fields: Json | undefined, path: Path): 'owns' | 'beside' | 'none' {
  let node = fields;
  for (const [depth, token] of path.entries()) {
    if (!isObject(node)) return 'none';
    if (!Object.hasOwn(node, token)) return depth > 0 && childTokens(node).length === 0 ? 'owns' : 'none';
    node = node[token];
  }
  if (node === undefined) return 'none';
  return childTokens(node).some((token) => !token.startsWith('f:')) ? 'beside' : 'owns';
}

const timeOf = (entry: ManagedFieldsEntry): string => stringField(entry, 'time') ?? '';

// RFC 3339 in UTC, as the API server writes it, sorts as text.
const newestFirst = (a: ManagedFieldsEntry, b: ManagedFieldsEntry): number =>
  timeOf(a) < timeOf(b) ? 1 : timeOf(a) > timeOf(b) ? -1 : 0;

function couldHaveRemoved(entry: ManagedFieldsEntry): boolean {
  const manager = stringField(entry, 'manager') ?? '';
  return (
    entry.subresource !== 'status' &&
    !isController(manager) &&
    !(isOurs(manager) && entry.operation === 'Apply')
  );
}

/** The author that an entry of managedFields stands for. */
export function authorOf(entry: ManagedFieldsEntry): Author {
  const { operation } = entry;
  const subresource = stringField(entry, 'subresource');
  const time = stringField(entry, 'time');
  return {
    manager: stringField(entry, 'manager') ?? 'unknown',
    ...((operation === 'Apply' || operation === 'Update') && { operation }),
    ...(subresource !== undefined && { subresource }),
    ...(time !== undefined && { time }),
  };
}
