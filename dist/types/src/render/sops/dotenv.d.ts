import type { Identities } from './identities.ts';
/** A file of NAME=value lines, as the generators of kustomize take it; undefined where it is not encrypted. @throws SopsError */
export declare function decryptDotenv(text: string, identities: Identities): Promise<{
    text: string;
    secrets: string[];
} | undefined>;
