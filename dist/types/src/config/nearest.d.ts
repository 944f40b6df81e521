/** The known word nearest to a mistyped one; undefined where none is near. */
export declare function nearest(word: string, known: readonly string[]): string | undefined;
/** Insertions, deletions, substitutions and swaps of neighbours that make one word of the other. */
export declare function editDistance(a: string, b: string): number;
