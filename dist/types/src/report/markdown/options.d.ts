import type { Place } from '../../errors/error.ts';
export type CommentState = 'planned' | 'applying' | 'applied' | 'failed';
export interface MarkdownOptions {
    /** For ages. */
    now: Date;
    /** UTF-16 units at most; default 65,536, what GitHub takes as a comment. */
    limit?: number;
    /** The commit of the pull request that the plan is of; default the plan's own. */
    head?: string;
    /** Tells apart the comments of one pull request; default `default`. */
    label?: string;
    state?: CommentState;
    links?: {
        /** The workflow's run. */
        run?: string;
        /** The full report. */
        report?: string;
        /** Where files stand: `https://github.com/acme/shop/blob/<commit>`. */
        files?: string;
    };
    /** Without it there is no hidden first line, as for a step summary. */
    marker?: boolean;
}
/** What GitHub takes as a comment's body, in UTF-16 units. */
export declare const commentLimit = 65536;
/** What GitHub takes as a step's summary, in bytes of UTF-8. */
export declare const summaryLimit = 1048576;
/** A link whose address can neither leave its attribute nor be anything but a web address. */
export declare function link(address: string | undefined, html: string): string;
/** `deploy/base/web.yaml:14`, linked where the files' address is known. */
export declare function placeHtml({ file, line }: Place, { links }: MarkdownOptions): string;
