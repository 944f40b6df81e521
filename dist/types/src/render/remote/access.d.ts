import type { RemoteRule } from '../../config/types.ts';
/** What is allowed where: everything public and without a login, unless a rule says more. */
export declare class Access {
    #private;
    constructor(rules?: readonly RemoteRule[]);
    /** The rule of the longest prefix; login and private network are off where there is none. */
    to(url: URL): Pick<RemoteRule, 'login' | 'privateNetwork'>;
}
/** @throws FETCH_REFUSED */
export declare function parseUrl(text: string, protocols: readonly string[]): URL;
/** An address for messages: what looks like a login, and the query, which may be a signature, are left out. */
export declare const shownUrl: (url: URL | string) => string;
