import { PlumblineError } from '../errors/error.ts';
import { tooLarge } from '../manifests/read-text.ts';
import { limits } from '../manifests/yaml-events.ts';

export const maxFiles = 20_000;

export function sorted(files: Set<string>, path: string): string[] {
  if (files.size > maxFiles) throw tooMany(path);
  return [...files].sort();
}

export const tooMany = (path: string): PlumblineError =>
  new PlumblineError('MANIFEST_TOO_LARGE', `more than ${maxFiles} files below ${path}`, {
    place: { file: path },
    remedy: 'Split it into several targets.',
  });

/** Refuses by their sizes, in order, what would not be read: a file too large, or too much in all. */
export function sizeLimit(): (file: string, bytes: number) => void {
  let total = 0;
  return (file, bytes) => {
    if (bytes > limits.text) throw tooLarge(file, bytes);
    total += bytes;
    if (total <= limits.total) return;
    throw new PlumblineError('MANIFEST_TOO_LARGE', 'the files of the target have more than 50 MB together', {
      place: { file },
      remedy: 'Split it into several targets, or move what is no manifest out of it.',
    });
  };
}
