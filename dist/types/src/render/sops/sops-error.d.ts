import type { ErrorCode } from '../../errors/codes.ts';
/** What to do where no age key is given. */
export declare const giveKey = "Set SOPS_AGE_KEY or SOPS_AGE_KEY_FILE, give --age-key-file, or the input age-key of the Action.";
/** Why a file is not decrypted. Never holds anything of its values or of a key. */
export declare class SopsError extends Error {
    readonly remedy: string;
    readonly code: Extract<ErrorCode, 'DECRYPTION_FAILED' | 'UNSUPPORTED'>;
    /** Where in the text it is about; undefined for the file as a whole. */
    readonly offset: number | undefined;
    constructor(message: string, remedy: string, code?: SopsError['code'], offset?: number);
}
/** A value that is damaged, was moved, or belongs to another key. @param name of it @param offset of it, where known */
export declare const notItsValue: (name: string, offset?: number) => SopsError;
