import type { ProgressEvent } from '../../apply/types.ts';
/** One event as one line, for people. */
export declare function progressLine(event: ProgressEvent): string;
export interface ProgressPrinterOptions {
    /** Where the text goes: standard error. */
    write: (text: string) => void;
    isTTY: boolean;
    colour: boolean;
    /** Columns of the terminal. */
    width?: number;
    verbose?: boolean;
    /** Before each line where there is no terminal; default the time of day. */
    stamp?: () => string;
}
/**
 * Prints the progress of an apply. On a terminal one line is rewritten in place, and only what must stay
 * (failures, warnings) is left above it; elsewhere each phase, and what must stay, is a line with its time.
 */
export declare class ProgressPrinter {
    #private;
    constructor(options: ProgressPrinterOptions);
    /** Takes one event; bound, so that it can be handed on as a `Progress`. */
    readonly handle: (event: ProgressEvent) => void;
    /** What is to be known, and is no event of an apply. */
    readonly warn: (message: string) => void;
    /** Takes the live line away, so that results can follow. */
    close(): void;
}
