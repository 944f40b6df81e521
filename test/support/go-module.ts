import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../local-cluster/folders.ts';
import { buildGoModule, sandboxGo, sourcesDigest } from '../../wasm-sandbox/build.ts';

/** The WebAssembly of a Go package among the fixtures, built once for the same sources. */
export async function builtFixture(name: string): Promise<string> {
  const folder = join(import.meta.dirname, '..', 'fixtures', name);
  const digest = await sourcesDigest([folder, sandboxGo]);
  const file = join(cacheFolder(), `${name}-${digest.slice(0, 16)}.wasm`);
  if (existsSync(file)) return file;
  await mkdir(cacheFolder(), { recursive: true });
  const unfinished = `${file}.${randomBytes(4).toString('hex')}`;
  await buildGoModule(folder, unfinished);
  await rename(unfinished, file);
  return file;
}
