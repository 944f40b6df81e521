/** A value that is neither mapping nor list, as the text has it. */
export interface Leaf {
    /** The keys above it; lists add none. */
    keys: string[];
    text: string;
    isPlain: boolean;
    isBlock: boolean;
    isItem: boolean;
    isInFlow: boolean;
    /** Its place in the text, quotes included. */
    start: number;
    end: number;
}
export interface Document {
    leaves: Leaf[];
    /** The keys at its root. */
    fields: Set<string>;
    /** Where the metadata stands, from the key to the end of its value. */
    metadata?: {
        start: number;
        end: number;
        isInFlow: boolean;
    };
}
/** The values of each document of a YAML or JSON text, in their order, the metadata of SOPS left out. */
export declare function leavesOf(text: string): Document[];
