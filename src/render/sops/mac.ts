import { createHash } from 'node:crypto';
import { decryptValue } from './encrypted-value.ts';
import type { Metadata } from './metadata.ts';
import { SopsError } from './sops-error.ts';

// SOPS begins with these where only encrypted values are covered: the sha256 of "sops".
const encryptedOnly = createHash('sha256').update('sops').digest();

/** The code that SOPS makes over the values of a file, in their order. */
export class Mac {
  readonly #hash = createHash('sha512');

  constructor({ isEncryptedOnly }: Pick<Metadata, 'isEncryptedOnly'>) {
    if (isEncryptedOnly) this.#hash.update(encryptedOnly);
  }

  add(bytes: Buffer | string): void {
    this.#hash.update(bytes);
  }

  /** @throws SopsError where the file states another */
  verify({ mac, lastModified }: Pick<Metadata, 'mac' | 'lastModified'>, key: Buffer): void {
    const stated = decryptValue(mac, key, lastModified);
    const own = this.#hash.digest('hex').toUpperCase();
    if (stated !== undefined && stated !== 'comment' && stated.value === own) return;
    throw new SopsError(
      'its MAC does not match: it was changed without SOPS',
      'Take the change back, and make it with sops edit.',
    );
  }
}
