import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { PlumblineError } from '../errors/error.ts';
import { gather } from '../errors/gather.ts';

/** Where files are read: what is missing there is to be had in another way. */
export type Place = 'work tree' | 'commit';

const pointer = Buffer.from('version https://git-lfs.github.com/spec/v1\n');
/** Kinds of files of which only people, and no renderer, make something. */
const pictures = new Set(['.png', '.jpg', '.jpeg', '.gif', '.svg', '.ico', '.webp', '.pdf', '.mp4']);

/**
 * Refuses files of which Git LFS keeps the content elsewhere.
 * @throws FILE_UNREADABLE; every file is told, the first with the rest as `others`
 */
export function refusePointers<T extends ReadonlyMap<string, Uint8Array>>(contents: T, place: Place): T {
  const errors: PlumblineError[] = [];
  for (const [file, bytes] of contents) {
    const isPointer = bytes.length < 1024 && pointer.equals(bytes.subarray(0, pointer.length));
    if (isPointer && !pictures.has(extname(file).toLowerCase())) errors.push(pointerError(file, place));
  }
  const [first, ...others] = errors;
  if (first !== undefined) throw gather([first, ...others]);
  return contents;
}

function pointerError(file: string, place: Place): PlumblineError {
  return new PlumblineError(
    'FILE_UNREADABLE',
    place === 'commit'
      ? 'a commit holds only a pointer of Git LFS in place of the file'
      : 'the file is a pointer of Git LFS: its content was not fetched',
    {
      place: { file },
      remedy:
        place === 'commit'
          ? 'Take what is rendered out of Git LFS (git lfs migrate export): commits are compared by what they hold.'
          : 'Check out with the contents: actions/checkout with lfs: true, or git lfs pull.',
    },
  );
}

/** The paths of the submodules that a .gitmodules tells of. */
export function submodulePaths(gitmodules: string): string[] {
  return [...gitmodules.matchAll(/^[ \t]*path[ \t]*=[ \t]*(.+?)[ \t]*$/gm)].map(([, path = '']) =>
    path.replace(/^"(.*)"$/, '$1').replace(/\/$/, ''),
  );
}

/** Refuses a folder, found empty or not at all, that a submodule is to fill. @throws FILE_UNREADABLE */
export function refuseMissingSubmodule(path: string, gitmodules: string, place: Place): void {
  const submodule = submodulePaths(gitmodules).find((one) => path === one || path.startsWith(`${one}/`));
  if (submodule !== undefined) throw submoduleError(submodule, place);
}

export function submoduleError(path: string, place: Place): PlumblineError {
  return new PlumblineError(
    'FILE_UNREADABLE',
    place === 'commit'
      ? 'it is a submodule, whose files are not part of the commit'
      : 'it is a submodule, and was not checked out',
    {
      place: { file: path },
      remedy:
        place === 'commit'
          ? 'Copy the files into this repository: commits are compared by what they hold.'
          : 'Check it out: actions/checkout with submodules: true, or git submodule update --init.',
    },
  );
}

/** What a work tree has in its .gitmodules; '' without one. */
export function gitmodulesOf(root: string): string {
  try {
    return readFileSync(join(root, '.gitmodules'), 'utf8');
  } catch {
    // Nearly no repository has one.
    return '';
  }
}
