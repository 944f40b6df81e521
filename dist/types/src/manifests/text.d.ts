export interface TextLine {
    kind: 'same' | 'removed' | 'added' | 'note';
    text: string;
}
/** A run of changed lines with their context; the first lines count from 1. */
export interface TextHunk {
    beforeLine: number;
    afterLine: number;
    lines: TextLine[];
}
/**
 * The differing lines of two texts with two lines of context; none for equal texts, undefined for texts in
 * which too much differs to be compared. A `note` says where a text does not end in a line break.
 */
export declare function diffLines(before: string, after: string): TextHunk[] | undefined;
