import type { Path } from './path.ts';
import type { Json, JsonObject } from './types.ts';
/** Every path that any of the sets holds. */
export declare function union(...sets: (Json | undefined)[]): JsonObject;
/** The set with this node, and what is below it, at a path. */
export declare function withFields(fields: Json | undefined, path: Path, node: JsonObject): JsonObject;
/** The set without a path and what is below it; a node on the way that then holds nothing goes with it. */
export declare function withoutFields(fields: JsonObject, path: Path): JsonObject;
/** The leaf of the set that the path lies in, or the path itself: of an atomic value nobody owns a part. */
export declare function ownedWhole(fields: Json | undefined, path: Path): Path;
