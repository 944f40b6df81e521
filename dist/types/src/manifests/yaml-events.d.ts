import { type Event } from 'js-yaml';
/** What one file may hold, and all of a target together; past it reading ends with a clear error, not with the process. */
export declare const limits: {
    /** UTF-16 code units of text. */
    readonly text: number;
    /** Bytes of all files of a target. */
    readonly total: number;
    readonly documents: 10000;
    /** Levels of nesting. The API server takes 10,000; the deepest CRDs in use have about 60. */
    readonly depth: 200;
    /** Mistakes that are told of the files of a target; past them the rest is not looked at. */
    readonly mistakes: 1000;
    /** Keys and values that aliases add to all files of a target. */
    readonly copies: 200000;
    /** UTF-16 code units of text that aliases add to all files of a target. */
    readonly copiedText: number;
};
/** A text that is not the YAML we read, and where. */
export declare class YamlError extends Error {
    readonly offset: number;
    readonly tooLarge: boolean;
    constructor(message: string, offset: number, tooLarge?: boolean);
}
/** A parser's complaint without the name of an alias, tag or key: it may be a password that was not quoted. */
export declare const withoutNames: (message: string) => string;
/** The parser's events, with its errors as ours. */
export declare function eventsOf(text: string): Event[];
/** Where an event's node begins, its tag and anchor left out unless there is nothing else. */
export declare function offsetOf(event: Event): number;
