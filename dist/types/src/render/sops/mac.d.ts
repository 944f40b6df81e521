import type { Metadata } from './metadata.ts';
/** The code that SOPS makes over the values of a file, in their order. */
export declare class Mac {
    #private;
    constructor({ isEncryptedOnly }: Pick<Metadata, 'isEncryptedOnly'>);
    add(bytes: Buffer | string): void;
    /** @throws SopsError where the file states another */
    verify({ mac, lastModified }: Pick<Metadata, 'mac' | 'lastModified'>, key: Buffer): void;
}
