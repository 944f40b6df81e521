/** Untrusted text on one line: what would not show is made visible (`␛`, `<U+202E>`), lone surrogates replaced. */
export declare function plainText(text: string): string;
/** Untrusted text as lines, each safe by itself; tabs stay, and a carriage return before a line's end shows. */
export declare function plainLines(text: string): string[];
/**
 * Untrusted text for a terminal, or for the log of a workflow, where a runner obeys `::command::` at the
 * start of a line and `##[command]` anywhere in it: a backslash parts those.
 */
export declare function terminalText(text: string): string;
/** Parts what a workflow's runner would obey; for text that is plain already. */
export declare function disarm(text: string): string;
/** At most `max` UTF-16 units, an ellipsis at the end where something is cut; never half a character. */
export declare function clip(text: string, max: number): string;
