import { type Path } from './path.ts';
import type { Json } from './types.ts';
/**
 * A copy of the object with the value at the path; what lies on the way is made where it is missing, a new
 * list item with its key fields and at the end of its list. An existing value that is no container on the
 * way is replaced by one.
 */
export declare function setAt(object: Json | undefined, path: Path, value: Json): Json;
/** A copy of the object without the value at the path; the object itself where there is none. */
export declare function removeAt(object: Json, path: Path): Json;
/** The path as a JSON pointer (RFC 6901) into this very object; undefined where the value is absent. */
export declare function jsonPointer(object: Json, path: Path): string | undefined;
