import type { ApplyReport } from '../../apply/types.ts';
import { type MarkdownOptions } from './options.ts';
export interface ApplyMarkdownOptions extends MarkdownOptions {
    /** The hash of the plan that the comment showed before. */
    previewed?: string;
    /** The hash of the plan that was applied, over all targets; default that of the only target. */
    hash?: string;
}
/** What really happened, in the place of the plan: the same comment after the merge, or without marker a summary. */
export declare function applyMarkdown(report: ApplyReport, options: ApplyMarkdownOptions): string;
