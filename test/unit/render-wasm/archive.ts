import { gzipSync } from 'node:zlib';

export interface ArchiveEntry {
  name: string;
  /** Its content, or that many bytes of nothing. */
  content: string | number;
  /** As tar has them: `0` for a file, `2` for a symbolic link. */
  type?: '0' | '2';
}

const block = 512;

/** A tar archive of any entries, also of those that no decent program writes. */
export function archiveOf(entries: readonly ArchiveEntry[]): Uint8Array {
  const parts = entries.flatMap(({ name, content, type = '0' }) => {
    const body = typeof content === 'number' ? Buffer.alloc(content) : Buffer.from(content);
    return [headerOf(name, body.length, type), body, Buffer.alloc((block - (body.length % block)) % block)];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * block)]));
}

function headerOf(name: string, size: number, type: string): Buffer {
  const header = Buffer.alloc(block);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(name, 0);
  header.write(octal(0o644, 7), 100);
  header.write(octal(size, 11), 124);
  header.write(octal(0, 11), 136);
  // While it is summed up, the sum itself stands as spaces.
  header.write(' '.repeat(8), 148);
  header.write(type, 156);
  header.write('ustar\0' + '00', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(octal(sum, 6), 148);
  return header;
}
