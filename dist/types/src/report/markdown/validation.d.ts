import type { ValidationReport } from '../types.ts';
import { type MarkdownOptions } from './options.ts';
/** Every mistake and finding, and the verdict on each target, as the summary of a step. */
export declare function validationMarkdown(report: ValidationReport, options: MarkdownOptions): string;
