import type { HistoryReport, StatusReport } from '../types.ts';
import { type MarkdownOptions } from './options.ts';
/** Where the releases stand: a table, and below it what is not well. */
export declare function statusMarkdown(report: StatusReport, options: MarkdownOptions): string;
/** The kept revisions, a table per target. */
export declare function historyMarkdown(report: HistoryReport, { now }: MarkdownOptions): string;
