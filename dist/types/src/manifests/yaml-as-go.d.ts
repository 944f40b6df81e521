import { EVENT_ID, type Event } from 'js-yaml';
type Scalar = Extract<Event, {
    type: typeof EVENT_ID.SCALAR;
}>;
/**
 * Where Go's reader, which is YAML 1.1's, takes a text for something else than our parser, which is YAML 1.2's.
 * What can be read alike is; the rest is refused, for it would be applied as something else than kubectl applies.
 */
/** Go ends a block with the file: the last line has a line break only where the file has one. */
export declare function blockText(value: string, event: Scalar, text: string): string;
/**
 * YAML 1.1 has more line breaks: what stands behind one in a comment is a key to Go. Between quotes, and with
 * nothing to fold about it, one is read alike. @throws YamlError
 */
export declare function refuseLineBreaks(text: string, events: readonly Event[]): void;
/** Of an anchor or alias. Go's names are shorter: it takes the rest for a value. @throws YamlError */
export declare function anchorName(event: {
    anchorStart: number;
    anchorEnd: number;
}, text: string): string;
/** In brackets Go ends a text at "?" and at some ":", and takes other ":" into it. @throws YamlError */
export declare function refuseInBrackets(event: Scalar, text: string): void;
/** An escaped line break before an empty line, which our parser leaves out. @throws YamlError */
export declare function refuseEscapedBreak(event: Scalar, text: string): void;
export {};
