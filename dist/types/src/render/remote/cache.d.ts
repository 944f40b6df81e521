export interface CacheOptions {
    cacheFolder?: string;
    warn?: (text: string) => void;
}
/** What was fetched, by its digest; may be deleted at any time. */
export declare class Cache {
    #private;
    constructor(env: NodeJS.ProcessEnv, { cacheFolder, warn }?: CacheOptions);
    /** The bytes of a digest; undefined where they are not here, or no longer what they were. */
    read(digest: string): Promise<Buffer | undefined>;
    /** Where it cannot be written, that is said. */
    write(digest: string, bytes: Uint8Array): Promise<void>;
}
