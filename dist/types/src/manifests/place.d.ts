import type { Path } from './path.ts';
import type { Json } from './types.ts';
/**
 * setAt for a value that stands in `live` and is missing in what is applied: a new list item is put where
 * server-side apply leaves it when it is not sent.
 */
export declare function placeAt(applied: Json | undefined, live: Json | undefined, path: Path, value: Json): Json;
/**
 * The order in which an apply leaves the items of a list: those that are sent in their own order, the others
 * where they were. Source of the rule: structured-merge-diff, typed/merge.go, visitListItems.
 */
export declare function mergedOrder(live: readonly string[], sent: readonly string[]): string[];
