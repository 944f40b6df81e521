import { childTokens, fieldSets, otherEntries, ownEntry } from '../manifests/fieldset.ts';
import { itemToken, keyNames, valueToken } from '../manifests/items.ts';
import { field, isObject } from '../manifests/json.ts';
import type { Json, KubeObject } from '../manifests/types.ts';

const identity = new Set(['apiVersion', 'kind']);

/**
 * Whether we hold all that is sent already. What a rule leaves to a manager is held by nobody of us, and the
 * baseline knows nothing of it: when the manager gives it up, or the rule goes, this tells.
 */
export function holdsAllSent(live: KubeObject, send: KubeObject): boolean {
  const own = ownEntry(live)?.fieldsV1;
  const others = fieldSets(otherEntries(live));
  const { name: _name, namespace: _namespace, ...metadata } = send.metadata;
  const fields = Object.entries(send).filter(([name]) => !identity.has(name) && name !== 'metadata');
  return holds(own, { ...Object.fromEntries(fields), metadata }, others);
}

function holds(own: Json | undefined, sent: Json, others: Json[]): boolean {
  // Null and an empty list may be sent and not tracked.
  if (sent === null || (typeof sent === 'object' && Object.keys(sent).length === 0)) return true;
  if (own === undefined || typeof sent !== 'object') return own !== undefined;
  const tokens = childTokens(own);
  // A leaf is an atomic value, unless somebody holds something in it.
  if (tokens.length === 0) return others.every((set) => childTokens(set).length === 0);
  const below = (token: string, value: Json): boolean =>
    holds(
      field(own, token),
      value,
      others.flatMap((set) => field(set, token) ?? []),
    );
  if (isObject(sent)) return Object.entries(sent).every(([name, value]) => below(`f:${name}`, value));
  const [first = ''] = tokens;
  if (first.startsWith('v:')) {
    return (sent as Json[]).every((value) => field(own, valueToken(value)) !== undefined);
  }
  if (!first.startsWith('k:')) return true;
  const keys = keyNames(tokens);
  return (sent as Json[]).every((item) => {
    const token = itemToken(item, keys, { protocol: 'TCP' });
    return token !== undefined && below(token, item);
  });
}
