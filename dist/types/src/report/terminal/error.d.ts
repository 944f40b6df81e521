import { type ErrorView, type PlumblineError } from '../../errors/error.ts';
import type { Finding } from '../../plan/types.ts';
import { type Style } from './style.ts';
export interface ErrorTextOptions {
    colour: boolean;
    /** The causes too, one line each. */
    verbose?: boolean;
}
/**
 * One error as people read it, without a final line break: `file:line:col error  Object: message`, the
 * excerpt, and `remedy: …`. The further errors of the same operation are the caller's to print likewise.
 */
export declare function errorText(error: PlumblineError, options: ErrorTextOptions): string;
/** What is wrong, or odd, at its place: the place first, so that editors can jump to it. */
export declare function problemLines(severity: Finding['severity'], problem: Omit<ErrorView, 'code'> & {
    code: string;
}, style: Style): string[];
/**
 * An error within a report: `✗ INVALID  message`, the excerpt and the remedy. Its object and place are told
 * unless it stands below the object that it is about.
 */
export declare function faultLines(error: ErrorView, style: Style, indent: string, width: number, below?: string): string[];
