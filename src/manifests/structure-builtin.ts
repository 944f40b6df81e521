import { kinds, plainKinds, types } from './structure.generated.ts';
import type { ListKind, Structure } from './structure.ts';
import type { JsonObject } from './types.ts';

const metadataType = 'meta.v1.ObjectMeta';
const resolved = new Map<string, Structure>();
let plain: Set<string> | undefined;

/** How the lists of a built-in kind merge; undefined for a kind that Kubernetes itself does not have. */
export function builtinStructure(apiVersion: string, kind: string): Structure | undefined {
  const key = `${apiVersion} ${kind}`;
  const type = kinds[key];
  if (type !== undefined) return typeStructure(type);
  plain ??= new Set(plainKinds);
  return plain.has(key) ? metadataOnly : undefined;
}

/** Made on first use; kept before its fields are, so that a type that holds itself ends. */
function typeStructure(type: string): Structure {
  const known = resolved.get(type);
  if (known !== undefined) return known;
  const structure: Structure = {};
  resolved.set(type, structure);
  const fields = Object.entries(types[type] ?? {}).map(
    ([name, form]) => [name, formStructure(form)] as const,
  );
  structure.fields = Object.fromEntries(fields);
  return structure;
}

/** Reads the short forms of the generated table: `s`, `t:TYPE`, `m:TYPE`, `k:KEY,KEY=DEFAULT:TYPE`. */
function formStructure(form: string): Structure {
  const [kind, first, second] = form.split(':');
  if (kind === 's') return { list: 'set' };
  if (kind === 't') return first === undefined ? {} : typeStructure(first);
  if (kind === 'm') return first === undefined ? {} : { values: typeStructure(first) };
  return { list: keyedList(first ?? ''), ...(second !== undefined && { items: typeStructure(second) }) };
}

function keyedList(text: string): ListKind {
  const pairs = text.split(',').map((key) => key.split('='));
  const defaults: JsonObject = {};
  for (const [key = '', value] of pairs) if (value !== undefined) defaults[key] = value;
  const keys = pairs.map(([key = '']) => key);
  return Object.keys(defaults).length === 0 ? { keys } : { keys, defaults };
}

/** The metadata of every object: finalizers are a set, owner references keyed by uid. */
export const metadataStructure = typeStructure(metadataType);

/** Of an object whose own fields hold no keyed list. */
export const metadataOnly: Structure = { fields: { metadata: metadataStructure } };
