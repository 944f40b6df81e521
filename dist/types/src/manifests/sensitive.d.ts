import type { Json } from './types.ts';
/**
 * What was decrypted, so that it shows nowhere: collected while manifests are rendered, asked by whoever writes
 * for people. Values that are too short, or common words, are not among them: taken out everywhere they would
 * make every report unreadable, and tell by that what they are. Those are hidden in their objects alone.
 */
export interface Sensitive {
    readonly values: Set<string>;
    /** The files that were decrypted, as places name them, and their texts as they may be shown: encrypted. */
    readonly files: Map<string, string>;
}
export declare const noSecrets: () => Sensitive;
/** Adds a decrypted value, as it is, as base64, and where it is base64, what that holds. */
export declare function addSecret({ values }: Sensitive, value: string): void;
/** What is known, and more: the same `known` where there is one. */
export declare function joined(known: Sensitive | undefined, more: Sensitive): Sensitive;
/** A text without the values. */
export declare function withoutSecrets(text: string, sensitive: Sensitive): string;
/** Whether a text may hold a part of a value: for what is cut somewhere. */
export declare const mayShowSecrets: (text: string, sensitive: Sensitive) => boolean;
/** Whether a value is anywhere within. */
export declare function holdsSecrets(value: Json, sensitive: Sensitive): boolean;
/** A document for people or machines, plain data, in which no text holds a value. */
export declare function scrubbed<T>(document: T, sensitive: Sensitive): T;
