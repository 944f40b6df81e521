import type { Identities } from './identities.ts';
import { type Format } from './plain-bytes.ts';
/** A text decrypted, and what must not be shown of it. */
export interface DecryptedText {
    /** With every line where it was. */
    text: string;
    secrets: string[];
}
/** Whether a YAML or JSON text is encrypted with SOPS. */
export declare const isEncryptedText: (text: string) => boolean;
/**
 * Decrypts a YAML or JSON text; undefined where it is not encrypted. Documents that were encrypted together
 * are verified together, those without metadata stay as they are.
 * @throws SopsError
 */
export declare function decryptText(text: string, format: Format, identities: Identities): Promise<DecryptedText | undefined>;
