/** A part of a document that can be told shorter. */
export interface Piece {
    /** From the fullest to the shortest; each stands by itself, with no fence or element left open. */
    texts: string[];
    /** For each step to the next text: what it gives up, see `order`. One fewer than the texts. */
    gives: Loss[];
}
/** What is given up, least important first. */
export declare const order: readonly ['effects', 'details of creations', 'details', 'objects', 'notes', 'excerpts', 'warnings in full', 'warnings', 'errors'];
export type Loss = (typeof order)[number];
export declare const always: (text: string) => Piece;
/** A piece that may go altogether. */
export declare const optional: (text: string, loss: Loss) => Piece;
/**
 * The pieces, one after the other, within the limit: first every piece's effects go, the last ones first,
 * then the details of creations, and so on; whole pieces at a time. `note` says what was left out.
 */
export declare function withinLimit(pieces: readonly Piece[], limit: number, measure: (text: string) => number, note: (left: Map<Loss, number>) => string): string;
export declare const utf16: (text: string) => number;
export declare const utf8: (text: string) => number;
