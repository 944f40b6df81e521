import { createHash } from 'node:crypto';
import { PlumblineError } from '../../errors/error.ts';
import type { Files } from './types.ts';

export const digestOf = (bytes: Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

const order = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/**
 * Files as one run of bytes, the same for the same files: of each, in the order of its path's bytes, the path,
 * NUL, the number of its bytes in decimal, NUL, and the bytes.
 */
export function packFiles(files: Files): Buffer {
  const parts: Uint8Array[] = [];
  for (const path of [...files.keys()].sort(order)) {
    const bytes = files.get(path) as Uint8Array;
    parts.push(Buffer.from(`${path}\0${bytes.length}\0`), bytes);
  }
  return Buffer.concat(parts);
}

/** @throws INTERNAL where it is not what packFiles gave, which its digest rules out */
export function unpackFiles(packed: Buffer): Files {
  const files: Files = new Map();
  for (let at = 0; at < packed.length; ) {
    const name = packed.indexOf(0, at);
    const size = name < 0 ? -1 : packed.indexOf(0, name + 1);
    const length = Number(packed.toString('latin1', name + 1, size));
    const end = size + 1 + length;
    if (size < 0 || !Number.isSafeInteger(length) || end > packed.length) {
      throw new PlumblineError('INTERNAL', 'packed files are cut off', {
        remedy: 'Remove the cache folder.',
      });
    }
    files.set(packed.toString('utf8', at, name), packed.subarray(size + 1, end));
    at = end;
  }
  return files;
}
