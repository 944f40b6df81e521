/** Counted from 1; a column is one UTF-16 code unit. */
export interface Position {
    line: number;
    column: number;
}
/** Remembers its newest answer: mistakes come in heaps, and those of one text one after the other. */
export declare function rememberLast<T>(answer: (text: string) => T): (text: string) => T;
/** The lines of a text, counted once. */
export declare class Lines {
    #private;
    constructor(text: string);
    position(offset: number): Position;
    /** A line without its end, cut to so many characters; undefined where there is none. */
    line(number: number, longest?: number): string | undefined;
}
export declare const linesOf: (text: string) => Lines;
