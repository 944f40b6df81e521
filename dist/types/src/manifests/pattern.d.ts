import { type Path } from './path.ts';
import type { Json } from './types.ts';
/** One step of a pattern: any child, a field (or value of a set), an item by its keys, a value, a position. */
export type Step = {
    any: true;
} | {
    name: string;
    quoted: boolean;
} | {
    keys: [name: string, value: KeyText][];
} | {
    value: Json;
} | {
    index: number;
};
/** A key's value as written: without quotes, 80 means the number and the text alike. */
interface KeyText {
    text: string;
    quoted: boolean;
}
/** A parsed path of an ignore rule. */
export interface Pattern {
    text: string;
    steps: readonly Step[];
}
/**
 * Reads a path in the form renderPath writes, with `[*]` for every item (or field) and `[name=web]` for the
 * items whose keys include that. `["x"]` is a field, or a value of a set.
 * @throws PlumblineError CONFIG_INVALID, naming the column
 */
export declare function parsePattern(text: string): Pattern;
/** A pattern for one path, exactly. */
export declare function exactPattern(path: Path): Pattern;
/** Whether one step of a pattern means this token. */
export declare function stepMatches(step: Step, token: string): boolean;
/** Whether an item has all these keys. */
export declare function hasKeys(item: Json, keys: readonly [string, KeyText][]): boolean;
/** Whether the pattern means the path, or something that the path lies in. */
export declare function matches(pattern: Pattern, path: Path): boolean;
/** Whether something below the path may match the pattern. */
export declare function couldContain(pattern: Pattern, path: Path): boolean;
export { jsonPointer, removeAt, setAt } from './edit.ts';
export { getAt } from './items.ts';
export { removeMatching } from './remove.ts';
