import type { HistoryReport, StatusReport } from '../types.ts';
import { type TextOptions } from './layout.ts';
/** Where the releases stand, for the terminal. Ends in a line break. */
export declare function statusText(report: StatusReport, options: TextOptions): string;
/** The kept revisions as a table, newest first. Ends in a line break. */
export declare function historyText(report: HistoryReport, options: TextOptions): string;
