/** Untrusted text for an HTML block (`<summary>`, `<p>`): no element, mention, link or reference comes of it. */
export declare const htmlText: (text: string) => string;
/** Untrusted text as `<code>`, safe in HTML, in Markdown and in a table. */
export declare function htmlCode(text: string): string;
/** Untrusted text within a Markdown paragraph: no markup, mention, link, image or reference comes of it. */
export declare function escapeMarkdown(text: string): string;
/** Untrusted text as inline code, fenced by more backticks than it holds in a row. */
export declare function inlineCode(text: string): string;
/** A table's cell: a bar would end it, in code too. */
export declare const tableCell: (markdown: string) => string;
/** A code block, fenced by more backticks than any run within; each line is made plain. */
export declare function fence(lines: readonly string[], language?: string): string;
