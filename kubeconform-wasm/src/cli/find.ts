import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { getSystemErrorMessage } from 'node:util';

export interface FoundFile {
  file: string;
  /** Why it cannot be looked at. */
  error?: string;
}

/** The files of YAML and JSON at the paths and below them, in the order of Go's filepath.Walk. */
export async function findFiles(paths: readonly string[], ignored: readonly RegExp[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of paths) {
    try {
      for (const file of await filesBelow(path)) {
        if (!ignored.some((pattern) => pattern.test(file))) found.push({ file });
      }
    } catch (thrown) {
      found.push({ file: path, error: systemMessage(thrown) });
    }
  }
  return found;
}

async function filesBelow(path: string): Promise<string[]> {
  if (!(await lstat(path)).isDirectory()) return /\.(ya?ml|json)$/i.test(path) ? [path] : [];
  const names = (await readdir(path)).toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const found: string[] = [];
  for (const name of names) found.push(...(await filesBelow(join(path, name))));
  return found;
}

/** In the form of Go: `lstat nothing.yaml: no such file or directory`. */
export function systemMessage(thrown: unknown): string {
  if (!Error.isError(thrown)) return String(thrown);
  const { syscall, path, errno } = thrown as NodeJS.ErrnoException;
  if (errno === undefined) return thrown.message;
  return `${syscall ?? ''} ${path ?? ''}: ${getSystemErrorMessage(errno)}`;
}
