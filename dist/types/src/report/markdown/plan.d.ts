import type { Plan } from '../../plan/types.ts';
import { type Loss, type Piece } from './limit.ts';
import { type MarkdownOptions } from './options.ts';
/** The plan as the sticky comment of a pull request: the first lines tell whether to worry. */
export declare function planMarkdown(plan: Plan, options: MarkdownOptions): string;
/** The same for a step's summary, without the hidden line: at most 1 MiB of UTF-8. */
export declare function summaryMarkdown(plan: Plan, options: MarkdownOptions): string;
export declare function planPieces(plan: Plan, options: MarkdownOptions): Piece[];
export declare function footer(plan: Plan, options: MarkdownOptions): string;
export declare function linkList({ links }: MarkdownOptions): string[];
/** `Left out to fit: …`, so that nobody takes the comment for the whole. */
export declare function leftOut(left: Map<Loss, number>): string;
