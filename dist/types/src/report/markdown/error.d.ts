import { type ErrorView, type PlumblineError } from '../../errors/error.ts';
import { type Piece } from './limit.ts';
import { type MarkdownOptions } from './options.ts';
/** A command's error as the body of a comment, or without marker of a summary: what is wrong, where, the remedy. */
export declare function errorMarkdown(error: PlumblineError, options: MarkdownOptions, title?: string): string;
/** One error in an alert of its own: with the lines of its file, without them, or not at all. */
export declare function errorPiece(error: Omit<ErrorView, 'code'> & {
    code: string;
}, options: MarkdownOptions): Piece;
