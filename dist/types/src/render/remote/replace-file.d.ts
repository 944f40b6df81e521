/** Written beside and renamed, so that nobody reads half of it, and a stopped run leaves the old one. */
export declare function replaceFile(file: string, content: string | Uint8Array, mode?: number): Promise<void>;
