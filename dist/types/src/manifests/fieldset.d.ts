import type { Path } from './path.ts';
import type { Json, JsonObject, KubeObject, ManagedFieldsEntry } from './types.ts';
/** The entry of what the manager applied to the object itself; those of subresources are other managers'. */
export declare function ownEntry(object: KubeObject, manager?: string): ManagedFieldsEntry | undefined;
/** All entries but the one of ownEntry: what the same name wrote by Update or to a subresource is in them. */
export declare function otherEntries(object: KubeObject, manager?: string): ManagedFieldsEntry[];
/** The fieldsV1 of all entries of an object. */
export declare function fieldSets(entries: readonly ManagedFieldsEntry[]): JsonObject[];
/** The tokens below a node of a field set, without the `.` of the node itself. */
export declare function childTokens(node: Json | undefined): string[];
/** The paths of a set that have nothing of the set below them. */
export declare function leaves(fields: Json): Path[];
/** Whether the set holds the path, something below it, or a leaf above it (an atomic list or map). */
export declare function owns(fields: Json | undefined, path: Path): boolean;
/** Whether two sets hold the same paths. */
export declare function sameFields(a: Json | undefined, b: Json | undefined): boolean;
/** The leaves of one set that the other does not hold; a container of which only the node itself is missing is one. */
export declare function fieldsBeyond(fields: Json, other: Json | undefined): Path[];
/**
 * The object cut down to what the set owns: our values, our items in the object's order with their key
 * fields. Below a leaf, what other managers of the object own is left out: it is not ours. Enough to check
 * the object later without the rest of it.
 */
export declare function project(fields: Json, object: KubeObject): Json;
