import { setAt } from './edit.ts';
import { atSlot, itemToken, keyNames, slotOf, valueToken } from './items.ts';
import type { Path } from './path.ts';
import type { Json } from './types.ts';

/**
 * setAt for a value that stands in `live` and is missing in what is applied: a new list item is put where
 * server-side apply leaves it when it is not sent.
 */
export function placeAt(applied: Json | undefined, live: Json | undefined, path: Path, value: Json): Json {
  const [token, ...rest] = path;
  if (token === undefined) return value;
  const slot = slotOf(applied, token);
  if (slot === undefined) {
    const placed = setAt(applied, path, value);
    return Array.isArray(placed) && Array.isArray(live) ? inOrder(placed, live, token) : placed;
  }
  const liveSlot = slotOf(live, token);
  const within = liveSlot === undefined ? undefined : atSlot(live, liveSlot);
  return setAt(applied, [token], placeAt(atSlot(applied, slot), within, rest, value));
}

/** The list, whose last item is the one placed, in the order of the merge. */
function inOrder(list: Json[], live: Json[], placed: string): Json[] {
  if (placed.startsWith('i:')) return list;
  const keys = placed.startsWith('k:') ? keyNames([placed]) : undefined;
  const tokenOf = (item: Json): string =>
    keys === undefined ? valueToken(item) : (itemToken(item, keys, { protocol: 'TCP' }) ?? '');
  const items = new Map(list.map((item) => [tokenOf(item), item]));
  if (items.size < list.length) return list;
  const order = mergedOrder(live.map(tokenOf), [...items.keys()].slice(0, -1));
  const left = order.filter((token) => items.has(token));
  return left.map((token) => items.get(token) as Json);
}

/**
 * The order in which an apply leaves the items of a list: those that are sent in their own order, the others
 * where they were. Source of the rule: structured-merge-diff, typed/merge.go, visitListItems.
 */
export function mergedOrder(live: readonly string[], sent: readonly string[]): string[] {
  const merged: string[] = [];
  const isSent = new Set(sent);
  const shared = sent.filter((token) => live.includes(token));
  const take = (token: string): void => {
    merged.push(token);
    if (shared[0] === token) shared.shift();
  };
  for (let at = 0, next = 0; at < live.length || next < sent.length; ) {
    const here = live[at];
    const wanted = sent[next];
    if (here !== undefined && !isSent.has(here)) {
      take(here);
      at++;
    } else if (
      here !== undefined &&
      wanted !== undefined &&
      here !== wanted &&
      shared[0] !== undefined &&
      shared[0] !== here
    ) {
      // Another that both have comes first; this one's turn is later.
      at++;
    } else {
      if (here !== undefined && (here === wanted || merged.includes(here))) at++;
      if (wanted !== undefined) {
        take(wanted);
        next++;
      }
    }
  }
  return merged;
}
