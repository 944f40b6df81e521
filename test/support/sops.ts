import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { withBuildLock } from '../../local-cluster/build-lock.ts';
import { cacheFolder } from '../../local-cluster/folders.ts';

const version = '3.13.3';
const run = promisify(execFile);

/** SOPS itself, built once from its Go module: two minutes of one core. */
export async function sopsProgram(): Promise<string> {
  const program = join(cacheFolder(), `sops-${version}`);
  if (existsSync(program)) return program;
  mkdirSync(cacheFolder(), { recursive: true });
  await withBuildLock(
    `${program}.lock`,
    () => undefined,
    async () => {
      if (!existsSync(program)) await build(program);
    },
  );
  return program;
}

async function build(program: string): Promise<void> {
  const folder = mkdtempSync(`${program}.`);
  const env = { ...process.env, GOBIN: folder, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '-buildvcs=false' };
  const flags = ['-trimpath', '-ldflags=-s -w', `github.com/getsops/sops/v3/cmd/sops@v${version}`];
  try {
    await run('nice', ['-n', '10', 'go', 'install', ...flags], { cwd: folder, env });
    renameSync(join(folder, 'sops'), program);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface AgeKey {
  identity: string;
  recipient: string;
}

export async function ageKey(): Promise<AgeKey> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Runs SOPS in a folder, with this age key and no other. */
export async function sops(folder: string, args: readonly string[], identity = ''): Promise<string> {
  const env = { PATH: process.env.PATH, HOME: folder, SOPS_AGE_KEY: identity };
  const { stdout } = await run(await sopsProgram(), args, { cwd: folder, env, maxBuffer: 2 ** 26 });
  return stdout;
}

/** Encrypts a file in its place. */
export async function encryptInPlace(folder: string, file: string, args: readonly string[]): Promise<void> {
  await sops(folder, ['--encrypt', '--in-place', ...args, file]);
}
