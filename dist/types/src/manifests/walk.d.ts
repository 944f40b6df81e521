/** A field path as plain keys and indexes: `['spec', 'containers', 0, 'image']`. */
export type Keys = readonly (string | number)[];
/** The nodes of a YAML text by their paths. What was looked at is kept: many mistakes may lie in one node. */
declare class Walk {
    #private;
    constructor(text: string);
    /** Where a value of a document, or its key, stands; where it is not in the text, what holds it. */
    find(document: number, path: Keys, what: 'value' | 'key'): {
        offset: number;
        length: number;
    };
}
export declare const walkOf: (text: string) => Walk;
export {};
