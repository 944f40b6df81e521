import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** Written beside and renamed, so that nobody reads half of it, and a stopped run leaves the old one. */
export async function replaceFile(file: string, content: string | Uint8Array, mode = 0o666): Promise<void> {
  const unfinished = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(unfinished, 'wx', mode);
    try {
      await handle.writeFile(content);
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}
