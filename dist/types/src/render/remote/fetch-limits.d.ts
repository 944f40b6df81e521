export interface FetchLimits {
    /** Bytes of an archive or file. */
    artifactBytes: number;
    /** Bytes of a repository's index, a list of tags, a manifest. */
    metadataBytes: number;
    /** Bytes that git may write for one base. */
    cloneBytes: number;
    /** Milliseconds for one request, or for git. */
    requestMs: number;
}
export declare const defaultFetchLimits: FetchLimits;
