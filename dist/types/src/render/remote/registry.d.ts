import type { Fetcher } from './fetcher.ts';
/** A repository of an OCI registry. */
export interface OciRepository {
    /** `oci://HOST/PATH` */
    url: URL;
    host: string;
    name: string;
}
/** @throws FETCH_REFUSED */
export declare function parseOci(text: string): OciRepository;
/** Reads from one repository of a registry; logs in where a rule allows it, and the registry asks. */
export declare class Registry {
    #private;
    constructor(repository: OciRepository, fetcher: Fetcher);
    tags(): Promise<string[]>;
    /** The digest and size of the chart that a tag names. */
    chartLayer(tag: string): Promise<{
        digest: string;
        size: number;
    }>;
    blob(digest: string): Promise<Buffer>;
}
