import type { Identities } from './identities.ts';
export interface DecryptedFile {
    bytes: Buffer;
    /** What must not be shown of it. */
    secrets: string[];
}
/**
 * Decrypts a file of a kind that SOPS tells by the ending of its name; undefined where it is not encrypted.
 * YAML and JSON keep every line where it was.
 * @throws SopsError
 */
export declare function decryptFile(name: string, bytes: Uint8Array, identities: Identities): Promise<DecryptedFile | undefined>;
