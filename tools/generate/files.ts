import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../command.ts';
import type { Generator } from './list.ts';

/** How the files on disk differ from what the generator makes now: one line each, empty when they are current. */
export async function differences({ outputs, generate }: Generator): Promise<string[]> {
  const made = new Map(Object.entries(await generate()));
  const found = new Map(outputs.flatMap(filesAt).map((path) => [path, readFileSync(join(root, path))]));
  const paths = [...new Set([...made.keys(), ...found.keys()])].toSorted();
  return paths.flatMap((path) => {
    const [now, then] = [made.get(path), found.get(path)];
    if (then === undefined) return [`${path} is missing`];
    if (now === undefined) return [`${path} is not made any more`];
    return then.equals(Buffer.from(now as string)) ? [] : [`${path} is not current`];
  });
}

/** Writes what the generator makes, and removes what it made before and makes no more. */
export async function write({ outputs, generate }: Generator): Promise<void> {
  const made = await generate();
  for (const path of outputs.flatMap(filesAt)) {
    if (!(path in made)) rmSync(join(root, path));
  }
  for (const [path, text] of Object.entries(made)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** The file itself, or all files below the folder. */
function filesAt(path: string): string[] {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesAt(join(path, name)));
}
