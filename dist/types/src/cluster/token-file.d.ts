/** A reader of a token that others rotate. A file that is gone for a moment leaves the last token in use. */
export declare function fileToken(path: string): (renew?: boolean) => Promise<string>;
