import type { Json, JsonObject } from '../../manifests/types.ts';
/** What SOPS keeps beside the encrypted values, as far as decryption needs it. */
export interface Metadata {
    /** Groups of copies of the data key, or, of several groups, each of a part of it. */
    groups: {
        age: string[];
        others: string[];
    }[];
    /** How many of several groups are needed. */
    threshold: number;
    mac: string;
    lastModified: string;
    /** Whether the MAC covers only what is encrypted. */
    isEncryptedOnly: boolean;
    /** Whether the values below these keys are encrypted. */
    encrypts(keys: readonly string[]): boolean;
}
export declare const isSopsMetadata: (value: Json | undefined) => value is JsonObject;
/** @throws SopsError */
export declare function metadataOf(sops: JsonObject): Metadata;
