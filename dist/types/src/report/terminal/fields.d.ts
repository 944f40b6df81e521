import type { FieldChange } from '../../plan/types.ts';
import { type TextOptions } from './layout.ts';
import type { Style } from './style.ts';
/** The width of the column of paths: that of the longest one, once those beyond half of the room are shortened. */
export declare function pathColumn(changes: readonly FieldChange[], options: TextOptions): number;
/**
 * An object's field changes, paths in one column: `path  before → after   by whom`. What was not there
 * before is `(not set)`; where that goes without saying (`bare`) only the value is shown.
 */
export declare function fieldLines(changes: readonly FieldChange[], style: Style, options: TextOptions, column?: number, bare?: boolean): string[];
