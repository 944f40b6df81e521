import type { Place } from '../../errors/error.ts';
export interface TextOptions {
    /** ANSI colours. */
    colour: boolean;
    /** Columns of the terminal; where there is none, 100 reads well. */
    width?: number;
    /** For ages: `2 days ago`. */
    now: Date;
    /** Everything: effects, exact times, requests, whole values. */
    verbose?: boolean;
}
export declare const widthOf: ({ width }: TextOptions) => number;
/** Characters as a terminal counts them, near enough: code points, without colours. */
export declare const columns: (text: string) => number;
export declare const pad: (text: string, width: number) => string;
/** `deploy/base/web.yaml:14:3`, safe to print. */
export declare function placeText({ file, line, column }: Place): string;
/** A place that fits: the file's name and line stay, the folders before it go first. */
export declare function shortPlace(place: Place, max: number): string;
/** Words broken into lines of at most `width`; what follows the first line is indented as `indent`. */
export declare function wrap(text: string, width: number, indent?: string): string;
/** A value cut to what is worth a screen; whole when verbose. */
export declare const clipValue: (text: string, options: TextOptions) => string;
