import type { Event } from 'js-yaml';
/** An error of the parser, and where. */
export interface Refusal {
    reason: string;
    position: number;
}
/**
 * Reads a text that the parser refuses because a line within brackets or quotes does not stand further in than
 * what is around it: `args: [` … `]`, with the last one at the very left. Go does not mind, and so many manifests
 * are written. The lines are moved in, and the events are told by their places in the text as it is.
 * @param parse gives events, or why there are none
 * @returns undefined where the text cannot be read in this way either
 */
export declare function readShallow(text: string, refusal: Refusal, parse: (text: string) => Event[] | Refusal): Event[] | undefined;
