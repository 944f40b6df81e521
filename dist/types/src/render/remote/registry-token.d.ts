/** A registry's WWW-Authenticate. */
export type Challenge = {
    scheme: 'basic';
} | {
    scheme: 'bearer';
    realm: string;
    service?: string;
};
/** The first challenge that is known; undefined where none is. */
export declare function parseChallenge(header: string): Challenge | undefined;
/**
 * Where a token to read one repository is asked for. The scope is ours, whatever the challenge asks for.
 * @throws FETCH_REFUSED
 */
export declare function tokenUrl({ realm, service }: {
    realm: string;
    service?: string;
}, repository: string): URL;
