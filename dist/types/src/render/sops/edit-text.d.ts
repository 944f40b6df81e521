import type { Value } from './encrypted-value.ts';
import type { Document } from './leaves.ts';
/** What comes in the place of a part of a text. */
export interface Edit {
    start: number;
    end: number;
    text: string;
}
/** Stands for a comment: the item that it has become goes. */
export declare const comment = "\0comment";
/** A value as YAML and JSON read it alike. */
export declare function quoted(value: Value): string;
/** The metadata goes, with the comma that parts it from the others. */
export declare function withoutMetadata(text: string, { metadata }: Document): Edit[];
/** The text with its edits, each on as many lines as it was. */
export declare function edited(text: string, edits: readonly Edit[]): string;
