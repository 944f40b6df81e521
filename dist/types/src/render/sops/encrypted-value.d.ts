export type Value = string | number | bigint | boolean;
/** What stood in place of an encrypted text, and the bytes of it that the MAC covers. */
export type Decrypted = {
    value: Value;
    bytes: Buffer | string;
} | 'comment';
export declare const isEncryptedValue: (text: string) => boolean;
/**
 * Decrypts one value. @param path of the value, each key with a colon behind it: a value that was moved is refused
 * @returns undefined where the key, the path or the text is not the one it was made with
 */
export declare function decryptValue(text: string, key: Buffer, path: string): Decrypted | undefined;
