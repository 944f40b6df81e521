import type { Fetcher } from './fetcher.ts';
/** One remote repository, and the bare one that takes what is fetched of it. */
export declare class GitRemote {
    #private;
    /** The bare repository. */
    readonly folder: string;
    private constructor();
    /**
     * Without a rule that allows the login nothing of this machine's configuration is used: no credential, no
     * key, no header, no other address for the same URL.
     * @throws FETCH_REFUSED
     */
    static open(repository: string, folder: string, fetcher: Fetcher): Promise<GitRemote>;
    /** The commits of some names, by name. */
    list(names: readonly string[]): Promise<Map<string, string>>;
    /** One commit, without its history. Ends git when it has written too much. @throws FETCH_FAILED */
    fetch(commit: string): Promise<void>;
}
