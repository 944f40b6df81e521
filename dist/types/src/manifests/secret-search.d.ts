/** What is told of a text in which looking for secrets would take too long. */
export declare const hiddenText = "(hidden)";
/**
 * Finds any of many values in texts, without an expression of all of them: they may be as many, and as long, as a
 * stranger likes. Where a search takes too long all of the text counts as found.
 */
export declare class SecretSearch {
    #private;
    /** @param values of `startLength` characters at least */
    constructor(values: Iterable<string>);
    replace(text: string): string;
    isIn(text: string): boolean;
}
