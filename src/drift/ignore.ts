import type { IgnoreRule } from '../config/types.ts';
import { childTokens, fieldSets, leaves, otherEntries, ownEntry } from '../manifests/fieldset.ts';
import { field } from '../manifests/json.ts';
import { isKeyField, type Path } from '../manifests/path.ts';
import { exactPattern, type Pattern, parsePattern } from '../manifests/pattern.ts';
import type { KubeObject, ObjectId } from '../manifests/types.ts';

const parsed = new Map<string, Pattern>();

/**
 * The patterns of all rules that concern this object. What a rule names by manager is what that manager
 * owns on the live object; a name may end in `*`.
 * @throws PlumblineError CONFIG_INVALID for a path that cannot be read
 */
export function ignorePatterns(rules: readonly IgnoreRule[], id: ObjectId, live?: KubeObject): Pattern[] {
  return rules
    .filter((rule) => concerns(rule, id))
    .flatMap((rule) => [
      ...(rule.paths ?? []).map(pattern),
      ...(live === undefined ? [] : ownedBy(rule.managers ?? [], live)),
    ]);
}

/** Whether a rule is about this object. */
export const concerns = (rule: IgnoreRule, id: ObjectId): boolean =>
  (rule.group === undefined || rule.group === id.group) &&
  (rule.kind === undefined || rule.kind === id.kind) &&
  (rule.namespace === undefined || rule.namespace === id.namespace) &&
  (rule.name === undefined || rule.name === id.name);

function pattern(text: string): Pattern {
  const known = parsed.get(text) ?? parsePattern(text);
  parsed.set(text, known);
  return known;
}

function ownedBy(managers: readonly string[], live: KubeObject): Pattern[] {
  if (managers.length === 0) return [];
  const entries = otherEntries(live).filter((entry) =>
    managers.some((name) =>
      name.endsWith('*') ? String(entry.manager).startsWith(name.slice(0, -1)) : entry.manager === name,
    ),
  );
  const sets = fieldSets([...otherEntries(live), ownEntry(live) ?? {}]);
  const isShared = (path: Path): boolean => sets.some((set) => childTokens(field(set, ...path)).length > 0);
  // An item's keys are owned by all who own something of the item; a map or an item itself by whoever made it,
  // whoever owns what is in it.
  return entries
    .flatMap((entry) => leaves(entry.fieldsV1 ?? {}))
    .filter((path) => !isKeyField(path) && !isShared(path))
    .map(exactPattern);
}
