import { isUtf8 } from 'node:buffer';
import { posix } from 'node:path';
import type { RenderLimits } from './limits.ts';
import { type Problem, RenderError } from './problems.ts';

/** The files that may be read, by their path with `/` from a common root. Nothing else exists for a rendering. */
export type FileSet = ReadonlyMap<string, Uint8Array>;

/** The files as they are sent: texts as they are, everything else in base64. */
export interface SentFiles {
  texts: Record<string, string>;
  binary: Record<string, string>;
}

/** @throws RenderError TOO_LARGE, OUTSIDE */
export function sentFiles(files: FileSet, limits: RenderLimits): SentFiles {
  if (files.size > limits.files)
    throw tooLarge(`there are ${files.size} files, and ${limits.files} are allowed`);
  const sent: SentFiles = { texts: Object.create(null), binary: Object.create(null) };
  let total = 0;
  for (const [file, bytes] of files) {
    checkPath(file);
    if (bytes.length > limits.fileBytes)
      throw tooLarge(`the file has ${bytes.length} bytes, and ${limits.fileBytes} are allowed`, file);
    total += bytes.length;
    if (total > limits.inputBytes)
      throw tooLarge(`the files have more than ${limits.inputBytes} bytes together`);
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (isUtf8(content)) sent.texts[file] = content.toString('utf8');
    else sent.binary[file] = content.toString('base64');
  }
  return sent;
}

/** @throws RenderError OUTSIDE for a path that is not one of a file below the root */
export function checkPath(path: string): void {
  const isClean = path !== '' && path === posix.normalize(path) && !/^(?:\/|\.\.(?:\/|$))/.test(path);
  if (isClean && !path.endsWith('/') && !path.includes('\0')) return;
  throw new RenderError([
    {
      code: 'OUTSIDE',
      file: path,
      message: `${JSON.stringify(path)} is no path below the root of the files`,
      remedy: 'Name it by its path from the root, without . and .. in it.',
    },
  ]);
}

export function tooLarge(message: string, file?: string): RenderError {
  const problem: Problem = {
    code: 'TOO_LARGE',
    message,
    remedy: 'Move what is not rendered out of the folder.',
  };
  return new RenderError([file === undefined ? problem : { ...problem, file }]);
}
