import type { DriftReport } from '../../drift/types.ts';
import { type MarkdownOptions } from './options.ts';
/** A drift report for a step's summary or an issue: at most 1 MiB of UTF-8, unless a limit is given. */
export declare function driftMarkdown(report: DriftReport, options: MarkdownOptions): string;
