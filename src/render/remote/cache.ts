import { mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from './digest.ts';
import { replaceFile } from './replace-file.ts';

export interface CacheOptions {
  cacheFolder?: string;
  warn?: (text: string) => void;
}

/** What was fetched, by its digest; may be deleted at any time. */
export class Cache {
  readonly #folder: string;
  readonly #warn: (text: string) => void;

  constructor(env: NodeJS.ProcessEnv, { cacheFolder, warn = () => undefined }: CacheOptions = {}) {
    const base = env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache');
    this.#folder = cacheFolder ?? join(base, 'plumbline', 'fetched');
    this.#warn = warn;
  }

  /** The bytes of a digest; undefined where they are not here, or no longer what they were. */
  async read(digest: string): Promise<Buffer | undefined> {
    const file = this.#fileOf(digest);
    let bytes: Buffer;
    try {
      bytes = await readFile(file);
    } catch (thrown) {
      if (codeOf(thrown) !== 'ENOENT') this.#warn(`the cache ${file} cannot be read (${codeOf(thrown)})`);
      return undefined;
    }
    return digestOf(bytes) === digest ? bytes : undefined;
  }

  /** Where it cannot be written, that is said. */
  async write(digest: string, bytes: Uint8Array): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      await replaceFile(this.#fileOf(digest), bytes, 0o600);
    } catch (thrown) {
      this.#warn(`${this.#folder} cannot be written, so it will be fetched again (${codeOf(thrown)})`);
    }
  }

  #fileOf(digest: string): string {
    return join(this.#folder, digest.replace(':', '-'));
  }
}

const codeOf = (thrown: unknown): string => (thrown as NodeJS.ErrnoException).code ?? String(thrown);
