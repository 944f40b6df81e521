import type { Json, JsonObject } from './types.ts';
/**
 * JSON.parse that keeps every integer exact: one that a double cannot hold becomes a bigint.
 * @throws SyntaxError as JSON.parse does
 */
export declare function parseJson(text: string): Json;
/** JSON.stringify that writes bigints as integers. */
export declare function stringifyJson(value: Json, indent?: number): string;
/** One text for equal values: keys sorted by code unit, no white space. */
export declare function canonical(value: Json): string;
/** The same, remembered as long as the object: of manifests, whose text is wanted more than once. It must not be changed. */
export declare function canonicalOnce(object: JsonObject): string;
/** Deep equality of two values, either of which may be absent. */
export declare function sameJson(a: Json | undefined, b: Json | undefined): boolean;
export declare function isObject(value: Json | undefined): value is JsonObject;
/** The value at a chain of field names, undefined where any of them is missing. */
export declare function field(value: Json | undefined, ...names: string[]): Json | undefined;
/** The same at a path of field names and indexes. */
export declare function valueAt(value: Json | undefined, path: readonly (string | number)[]): Json | undefined;
export declare function stringField(value: Json | undefined, ...names: string[]): string | undefined;
