import { Copies } from '../../manifests/yaml-copies.ts';
/** More work than a target may give: a few expansions of one another may stand for any amount of text. */
export declare class TooMuch extends Error {
}
/** What all expansions of a target may cost together. */
export declare class Budget {
    #private;
    /** What aliases in values add. */
    readonly copies: Copies;
    /** @throws TooMuch */
    write(characters: number): void;
    /** @throws TooMuch */
    work(steps: number): void;
}
