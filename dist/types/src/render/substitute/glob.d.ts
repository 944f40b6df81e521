import type { Budget } from './budget.ts';
/**
 * The lengths, in characters, of the shortest and the longest beginning of a text that a pattern matches,
 * the empty one left aside; undefined where there is none, or where the pattern is none. Every beginning is
 * tried at once, so that no pattern takes longer than its length times that of the text.
 */
export declare function matchingStarts(pattern: string, characters: readonly string[], budget: Budget): {
    shortest: number;
    longest: number;
} | undefined;
