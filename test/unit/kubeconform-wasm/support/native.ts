import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../../../local-cluster/folders.ts';

const run = promisify(execFile);

/** The version that kubeconform-wasm/go/go.mod has. */
export const nativeVersion = '0.8.0';

/** kubeconform itself, built once per machine by `go install`. */
export async function nativeKubeconform(): Promise<string> {
  const folder = join(cacheFolder(), `kubeconform-${nativeVersion}`);
  const program = join(folder, 'kubeconform');
  if (existsSync(program)) return program;
  const unfinished = `${folder}.${randomBytes(4).toString('hex')}`;
  await mkdir(unfinished, { recursive: true });
  const source = `github.com/yannh/kubeconform/cmd/kubeconform@v${nativeVersion}`;
  await run('go', ['install', source], {
    cwd: tmpdir(),
    env: { ...process.env, GOBIN: unfinished, GOFLAGS: '' },
  });
  await rename(unfinished, folder).catch(async (cause: unknown) => {
    await rm(unfinished, { recursive: true });
    // Another process was quicker.
    if (!existsSync(program)) throw cause;
  });
  return program;
}

export interface Outcome {
  code: number;
  out: string;
  err: string;
}

/** Runs a program to its end, whatever its exit code. */
export async function outcomeOf(
  program: string,
  args: readonly string[],
  cwd: string,
  input = '',
): Promise<Outcome> {
  const child = execFile(program, args, { cwd, maxBuffer: 256 << 20 });
  let [out, err] = ['', ''];
  child.stdout?.on('data', (text: string) => {
    out += text;
  });
  child.stderr?.on('data', (text: string) => {
    err += text;
  });
  // Who reads no input may have ended before it comes.
  child.stdin?.on('error', () => undefined).end(input);
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject).on('close', (exitCode) => resolve(exitCode ?? -1));
  });
  return { code, out, err };
}
