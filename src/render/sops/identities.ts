import { SopsError } from './sops-error.ts';

/** The age keys that files are decrypted with. What they are shows nowhere: not in messages, not when printed. */
export class Identities {
  readonly #keys: readonly string[];
  readonly #opened = new Map<string, Promise<Buffer | undefined>>();

  private constructor(keys: readonly string[]) {
    this.#keys = keys;
  }

  /**
   * @param text as in the file of `age-keygen`: a key a line, and comments
   * @throws SopsError
   */
  static parse(text: string): Identities {
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    const keys = lines.filter((line) => line !== '' && !line.startsWith('#'));
    const odd = keys.findIndex((key) => !/^AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]+$/i.test(key));
    if (odd >= 0) {
      const message = `line ${lines.indexOf(keys[odd] as string) + 1} of the age keys is no key of age`;
      throw new SopsError(
        message,
        'Give lines that begin with AGE-SECRET-KEY-1; SSH keys and plugins are not supported.',
        'UNSUPPORTED',
      );
    }
    return new Identities(keys.map((key) => key.toUpperCase()));
  }

  get isEmpty(): boolean {
    return this.#keys.length === 0;
  }

  /** What an armored age file holds; undefined where none of the keys opens it. @throws SopsError */
  open(armored: string): Promise<Buffer | undefined> {
    const opened = this.#opened.get(armored) ?? this.#open(armored);
    this.#opened.set(armored, opened);
    return opened;
  }

  async #open(armored: string): Promise<Buffer | undefined> {
    // Few repositories have encrypted files, and the library takes 30 ms to load.
    const { Decrypter, armor } = await import('age-encryption');
    const decrypter = new Decrypter();
    try {
      for (const key of this.#keys) decrypter.addIdentity(key);
    } catch {
      // The library's message may tell of the key.
      throw new SopsError('one of the age keys is mistyped', 'Compare it with the file of age-keygen.');
    }
    try {
      return Buffer.from(await decrypter.decrypt(armor.decode(armored)));
    } catch {
      // Made for another key, or damaged: either way these keys do not open it.
      return undefined;
    }
  }
}
