import { PlumblineError } from '../errors/error.ts';
import { type Position } from './lines.ts';
import { type Located } from './position.ts';
import { type YamlError } from './yaml-events.ts';
/** The text of a file: UTF-8, without its byte order mark. @throws MANIFEST_SYNTAX, MANIFEST_TOO_LARGE */
export declare function decodeText(bytes: Uint8Array, file: string): string;
/** Text without its byte order mark. Node's TextDecoder does the same, and takes 3 ms to come into being. */
export declare function utf8(bytes: Uint8Array): string;
export declare function tooLarge(file: string, bytes: number): PlumblineError;
/** The excerpt of a text, unless it may show a Secret. */
export declare function safeExcerpt(text: string, at: Position | Located): {
    excerpt?: string;
};
/** What a text that cannot be read means to the person who wrote it. */
export declare function syntaxError(error: YamlError, text: string, file: string): PlumblineError;
