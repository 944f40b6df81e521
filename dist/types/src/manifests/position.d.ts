import type { Place } from '../errors/error.ts';
import { type Position } from './lines.ts';
import type { Source } from './types.ts';
import { type Keys } from './walk.ts';
export declare const positionAt: (text: string, offset: number) => Position;
/** The line of a position and the one before it, with a caret below, as an error shows them. */
export declare function excerpt(text: string, { line, column }: Position, length?: number): string;
/** Where a value stands and how long its text is on that line. */
export interface Located extends Position {
    length: number;
}
/**
 * The place of a value of a manifest, or of its key; where the path is not in the text (a default, a merge),
 * the place of what holds it.
 */
export declare function locate(text: string, source: Source, keys: Keys, what?: 'value' | 'key'): Located;
/** The texts of a set of files, for the places of values in them. */
export declare class Texts {
    #private;
    /** @param shown as the files have them, where `texts` has something else in the same places */
    constructor(texts: ReadonlyMap<string, string>, shown?: ReadonlyMap<string, string>);
    /** The place of a value; without the file's text the line of its document. */
    place(source: Source | undefined, keys: Keys, what?: 'value' | 'key'): {
        place?: Place;
        at?: Located;
    };
    of(file: string): string | undefined;
}
