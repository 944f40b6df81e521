import { type Path } from './path.ts';
import type { Json, JsonObject } from './types.ts';
/** The token of a value in a set: `v:"x"`. */
export declare const valueToken: (value: Json) => string;
/**
 * The token of an item of a keyed list, exactly as the server writes it; key fields that the item lacks take
 * their default, or are left out. Undefined where the item has none of them: the list cannot be told by key.
 * Source of the rule: structured-merge-diff, typed/helpers.go, keyAssociativeMapItemToPathElement.
 * @param keys sorted names
 */
export declare function itemToken(item: Json, keys: readonly string[], defaults?: JsonObject): string | undefined;
/** The names of all key fields that these tokens use, sorted. */
export declare function keyNames(tokens: readonly string[]): string[];
/** The positions in a list that a `k:`, `v:` or `i:` token means; several where keys are duplicated. */
export declare function positionsOf(list: readonly Json[], token: string): number[];
/** The key or index under which a container holds what the token means; undefined where it holds nothing. */
export declare function slotOf(container: Json | undefined, token: string): string | number | undefined;
/** The value at a slot that slotOf gave. */
export declare function atSlot(container: Json | undefined, slot: string | number): Json | undefined;
/** The value at a path; undefined where it is absent. The first of duplicated items counts. */
export declare function getAt(object: Json | undefined, path: Path): Json | undefined;
