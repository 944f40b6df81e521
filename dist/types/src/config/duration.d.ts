/** Go's form of a duration: one or more numbers, each with its unit (`90s`, `1h30m`, `1.5h`). */
export declare const durationForm: RegExp;
/** Milliseconds, whole; undefined where the text is no duration. Source of the form: Go's time.ParseDuration. */
export declare function parseDuration(text: string): number | undefined;
/** The shortest text for whole milliseconds that parseDuration reads back: `1h30m`, `90s` is `1m30s`. */
export declare function formatDuration(milliseconds: number): string;
