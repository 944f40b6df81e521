import type { FieldChange, ObjectPlan } from '../../plan/types.ts';
import type { Piece } from './limit.ts';
import { type MarkdownOptions } from './options.ts';
/** One object as a collapsed block: first in full, then without what the server adds, then its line alone. */
export declare function objectPiece(object: ObjectPlan, options: MarkdownOptions, open?: boolean): Piece;
/** `<details>` with a blank line round its Markdown; without a body a line in an HTML block of its own. */
export declare function details(summary: string, body: readonly string[], open?: boolean): string;
/** Field changes as one diff: the parent's path, then its fields; multi-line text line by line. */
export declare function diffBlock(changes: readonly FieldChange[], bare: boolean): string;
