/**
 * Counts what aliases add, over all documents and files that are read with it: a few bytes of text may stand
 * for any amount, in one document, in many small ones, or as one long text over and over.
 */
export declare class Copies {
    #private;
    /**
     * One key or value more.
     * @param text of it; '' where it is no text
     * @throws YamlError past the limits
     */
    add(text: string, offset: number): void;
}
