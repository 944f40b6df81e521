import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../tools/command.ts';
import { bundles, modules } from '../tools/generate/dist.ts';

/** Builds what is shipped, from the sources as they stand. @returns the path of the command's bundle */
export async function buildCommand(folder: string): Promise<string> {
  const { made } = await bundles();
  for (const [path, text] of Object.entries(made)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  for (const [path, from] of Object.entries(modules)) copyFileSync(join(root, from), join(folder, path));
  return join(folder, 'dist/cli.cjs');
}
