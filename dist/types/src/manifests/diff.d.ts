import { type Path } from './path.ts';
import { type Structure } from './structure.ts';
import type { Json } from './types.ts';
/** One place where two values differ. A missing property means absent there; null is a value. */
export interface FieldDiff {
    path: Path;
    before?: Json;
    after?: Json;
    /** Not the list differs but the order of its items: `before` and `after` are sequences of their keys. */
    order?: true;
}
/**
 * The smallest fields in which two values differ, in the order of their names. Lists that the structure
 * keys are compared item by item, sets value by value, all others whole; so is a list with duplicate keys.
 * What is added or removed is given leaf by leaf, key fields of items included. Where the common items of
 * a keyed list or set stand in another order, the list itself is an entry with both sequences of keys.
 */
export declare function diffFields(before: Json | undefined, after: Json | undefined, structure: Structure | undefined): FieldDiff[];
