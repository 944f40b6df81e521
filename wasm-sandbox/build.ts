// Builds Go modules for the sandbox: what the build scripts of the packages, and tests, share.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The Go package that every module of the sandbox contains. */
export const sandboxGo = join(import.meta.dirname, 'go');

/** A digest of the Go sources below the folders, tests aside: the same for the same texts, wherever they lie. */
export async function sourcesDigest(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = globSync('**/{*.go,go.mod,go.sum}', { cwd: folder }).toSorted();
    for (const file of files.filter((name) => !name.endsWith('_test.go'))) {
      const text = await readFile(join(folder, file));
      hash.update(`${file} ${text.length}\n`).update(text);
    }
  }
  return hash.digest('hex');
}

/** Compiles the Go package in `folder` to a WebAssembly module with the exports that the sandbox calls. */
export async function buildGoModule(
  folder: string,
  target: string,
  { packagePath = '.', linkerFlags = '' } = {},
): Promise<void> {
  const link = `-ldflags=${`-s -w ${linkerFlags}`.trim()}`;
  const flags = ['-buildmode=c-shared', '-trimpath', '-buildvcs=false', link, '-o', target];
  const env = { ...process.env, GOOS: 'wasip1', GOARCH: 'wasm', CGO_ENABLED: '0', GOWORK: 'off' };
  const child = spawn('go', ['build', ...flags, packagePath], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (code !== 0) throw new Error(`go build in ${folder} failed (${code}):\n${said.trim()}`);
}
