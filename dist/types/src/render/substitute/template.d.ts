/** A text with expansions in it; one of several pieces. */
export type Piece = string | Expansion;
/** `${name}`, or with an operator and what stands behind it. */
export interface Expansion {
    name: string;
    /** '' for `${name}`; `length` for `${#name}`. */
    operator: string;
    args: Piece[][];
    /** Where its `${` stands. */
    offset: number;
}
/** A template that cannot be read or filled in, and where. */
export declare class TemplateError extends Error {
    readonly offset: number;
    readonly remedy: string;
    constructor(message: string, offset: number, remedy: string);
}
/** Whether a text has anything to read at all. */
export declare const isTemplate: (text: string) => boolean;
