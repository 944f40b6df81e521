import type { Json } from '../manifests/types.ts';
import type { FieldChange } from '../plan/types.ts';
/** A value on one line, as people write it; texts are quoted only where they would be misread. */
export declare function valueText(value: Json | undefined, sensitive?: boolean): string;
/** Whether a change is better read line by line: multi-line text, or a list or map too long for one line. */
export declare function isBlock(change: FieldChange): boolean;
export interface DiffLine {
    sign: ' ' | '-' | '+' | '@';
    text: string;
}
/** A block's differing lines with two lines of context; a gap between hunks is one line of sign `@`. */
export declare function blockLines(change: FieldChange): DiffLine[];
