import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { cacheFolder } from '../../local-cluster/index.ts';

const main = join(import.meta.dirname, '../../src/cli/main.ts');

export interface CommandRun {
  /** As a shell tells it: 128 and more for a signal. */
  exitCode: number;
  stdout: string;
  stderr: string;
}

export interface CommandOptions {
  cwd: string;
  /** Beside PATH; nothing else of this process' environment reaches the command. */
  env?: Record<string, string>;
  /** Called with each piece of stderr, and the means to send a signal. */
  onProgress?(soFar: string, kill: (signal: NodeJS.Signals) => void): void;
}

const signals: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 130, SIGTERM: 143, SIGKILL: 137 };

/** Runs `plumbline` as a user does, in a process of its own and without a terminal. */
export async function plumbline(args: readonly string[], options: CommandOptions): Promise<CommandRun> {
  const { cwd, env = {}, onProgress } = options;
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    // Git is needed; HOME is the folder itself, so that no kubeconfig of this machine is found.
    env: {
      PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      HOME: cwd,
      USER: 'test',
      // Each run would strip and compile the same sources again, which is most of what it does.
      NODE_COMPILE_CACHE: join(cacheFolder(), 'compiled'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (piece: string) => {
    said += piece;
    onProgress?.(said, (signal) => child.kill(signal));
  });
  const exit = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal === null ? 1 : (signals[signal] ?? 128))));
  });
  const [stdout, exitCode] = await Promise.all([text(child.stdout), exit]);
  return { exitCode, stdout, stderr: said };
}
