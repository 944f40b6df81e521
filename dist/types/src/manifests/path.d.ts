import type { JsonObject } from './types.ts';
/**
 * A field path in the form of managedFields: one token per step,
 * `f:name` a field, `k:{"name":"web"}` an item of a keyed list (canonical JSON, keys sorted),
 * `v:"x"` a value of a set, `i:0` an item by position.
 * Source of the form: structured-merge-diff, fieldpath/serialize-pe.go.
 */
export type Path = readonly string[];
/**
 * The path as people read it and as ignore rules write it:
 * `spec.template.spec.containers[name=web].image`, `metadata.annotations["plumbline.dev/x"]`,
 * `metadata.finalizers[="x"]` for a value of a set, `[0]` for an item by position.
 */
export declare function renderPath(path: Path): string;
/** A text that is equal for equal paths only. */
export declare function pathKey(path: Path): string;
/** Whether the path is the prefix itself or lies below it. */
export declare function startsWith(path: Path, prefix: Path): boolean;
/** Whether the path is a key field of the list item it lies in: `containers[name=web].name`. */
export declare function isKeyField(path: Path): boolean;
/** The key fields of a `k:` token. */
export declare function keyOf(token: string): JsonObject;
