import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { withBuildLock } from './build-lock.ts';
import { cacheFolder } from './folders.ts';

/** The programs that the one Go program can be, each a symbolic link to it. */
export const programs = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-proxy',
  'kubelet',
  'hollow-node',
  'kubectl',
] as const;
export type Program = (typeof programs)[number];

export const kubernetesVersion = '1.34.4';

const sources = ['main.go', 'hollow.go', 'go.mod', 'go.sum'];

/** Without these the parts would say that they are v0.0.0. */
function linkFlags(): string {
  const [major, minor] = kubernetesVersion.split('.');
  const facts = {
    gitVersion: `v${kubernetesVersion}`,
    gitMajor: major,
    gitMinor: minor,
    gitCommit: '0'.repeat(40),
    gitTreeState: 'clean',
    buildDate: '2026-01-01T00:00:00Z',
  };
  const set = Object.entries(facts).map(
    ([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`,
  );
  return ['-s -w', ...set, `-X k8s.io/client-go/pkg/version.gitVersion=v${kubernetesVersion}`].join(' ');
}

/**
 * The folder that holds every part of a cluster, built from the Go sources beside this file where no build
 * of the same sources is in the cache. The first build on a machine takes 5 to 8 minutes.
 */
export async function builtPrograms(report: (line: string) => void): Promise<string> {
  const folder = join(cacheFolder(), `local-cluster-${await sourcesHash()}`);
  if (existsSync(folder)) return folder;
  await mkdir(cacheFolder(), { recursive: true });
  await withBuildLock(`${folder}.lock`, report, async () => {
    if (!existsSync(folder)) await build(folder, report);
  });
  return folder;
}

async function sourcesHash(): Promise<string> {
  const hash = createHash('sha256').update([linkFlags(), process.platform, process.arch].join('\n'));
  for (const name of sources) hash.update(await readFile(join(import.meta.dirname, name)));
  return hash.digest('hex').slice(0, 16);
}

async function build(folder: string, report: (line: string) => void): Promise<void> {
  const unfinished = `${folder}.${randomBytes(4).toString('hex')}`;
  await mkdir(unfinished);
  try {
    const program = join(unfinished, 'local-cluster');
    const started = performance.now();
    report('building Kubernetes from its Go modules (once; 5 to 8 minutes on two cores)');
    const count = await go(['list', '-deps', '.'], (lines) => `modules: ${lines.err} fetched`, report);
    const flags = ['-trimpath', '-buildvcs=false', '-v', '-o', program, '-ldflags', linkFlags()];
    await go(['build', ...flags, '.'], (lines) => `packages: ${lines.err} of ${count.out} compiled`, report);
    for (const name of programs) await symlink('local-cluster', join(unfinished, name));
    await rename(unfinished, folder);
    report(`built in ${Math.round((performance.now() - started) / 1000)} s: ${folder}`);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

interface Lines {
  out: number;
  err: number;
}

/** Runs go, telling every few seconds how far it is, and returns how many lines it printed. */
async function go(args: string[], progress: (lines: Lines) => string, report: (line: string) => void) {
  const child = spawn('go', args, {
    cwd: import.meta.dirname,
    env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: Lines = { out: 0, err: 0 };
  const last: string[] = [];
  createInterface(child.stdout).on('line', () => lines.out++);
  createInterface(child.stderr).on('line', (line) => {
    lines.err++;
    last.push(line);
    if (last.length > 20) last.shift();
  });
  const started = performance.now();
  const timer = setInterval(() => {
    report(`  ${Math.round((performance.now() - started) / 1000)} s, ${progress(lines)}`);
  }, 5000);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject).on('close', resolve);
    });
    if (code !== 0) throw new Error(`go ${args[0]} failed (exit code ${code}):\n${last.join('\n')}`);
    return lines;
  } catch (cause) {
    if (Error.isError(cause) && 'code' in cause && cause.code === 'ENOENT') {
      throw new Error('the local cluster is built with Go, which is not on PATH: see https://go.dev/dl', {
        cause,
      });
    }
    throw cause;
  } finally {
    clearInterval(timer);
  }
}
