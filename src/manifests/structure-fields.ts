import { childTokens } from './fieldset.ts';
import { keyNames } from './items.ts';
import { field } from './json.ts';
import { mergeStructures, type Structure } from './structure.ts';
import type { Json } from './types.ts';

/**
 * What a field set tells of the lists it owns items of: their keys, or that they are sets. For kinds whose
 * schema cannot be read; of a list that nobody owns an item of it knows nothing.
 * @param fields a fieldsV1
 */
export function fieldsStructure(fields: Json): Structure {
  const tokens = childTokens(fields);
  const first = tokens[0] ?? '';
  if (first.startsWith('v:')) return { list: 'set' };
  const below = (token: string): Structure => fieldsStructure(field(fields, token) ?? {});
  if (first.startsWith('k:')) {
    const items = mergeStructures(...tokens.map(below));
    return { list: { keys: keyNames(tokens) }, ...(items !== undefined && { items }) };
  }
  const known = tokens
    .filter((token) => token.startsWith('f:'))
    .map((token) => [token.slice(2), below(token)] as const)
    .filter(([, structure]) => Object.keys(structure).length > 0);
  return known.length === 0 ? {} : { fields: Object.fromEntries(known) };
}
