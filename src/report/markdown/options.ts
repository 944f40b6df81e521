import type { Place } from '../../errors/error.ts';
import { htmlCode } from './escape.ts';

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
export const commentLimit = 65_536;
/** What GitHub takes as a step's summary, in bytes of UTF-8. */
export const summaryLimit = 1_048_576;

/** A link whose address can neither leave its attribute nor be anything but a web address. */
export function link(address: string | undefined, html: string): string {
  const url = address === undefined ? null : URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return html;
  const href = url.href.replace(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`);
  return `<a href="${href}">${html}</a>`;
}

/** `deploy/base/web.yaml:14`, linked where the files' address is known. */
export function placeHtml({ file, line }: Place, { links }: MarkdownOptions): string {
  const text = htmlCode(line === undefined ? file : `${file}:${line}`);
  if (links?.files === undefined) return text;
  const path = file.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return link(`${links.files}/${path}${line === undefined ? '' : `#L${line}`}`, text);
}
