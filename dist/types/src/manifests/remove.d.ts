import { type Path } from './path.ts';
import { type Pattern } from './pattern.ts';
import { type Structure } from './structure.ts';
import type { Json } from './types.ts';
export interface Removed {
    path: Path;
    value: Json;
}
/**
 * A copy of the object without what the patterns mean, and what that was, by key. What lies around it stays,
 * be it an empty map or an item of which only its keys are left: whoever owns a field in it does not hold it,
 * so to apply without it would be to take it away with all that others have put there. A list emptied so goes.
 * Key fields and the identity of the object stay; the items of an atomic or unkeyed list keep their places. To
 * tell a path in an unkeyed list, the keys of the pattern or the position are taken.
 * @param at the path at which the value stands, where it is only a part of an object
 */
export declare function removeMatching<T extends Json>(object: T, patterns: readonly Pattern[], structure?: Structure, at?: Path): {
    object: T;
    removed: Removed[];
};
