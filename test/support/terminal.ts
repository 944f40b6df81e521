import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';

const main = join(import.meta.dirname, '../../src/cli/main.ts');

/** Whether this machine has `script` of util-linux, which runs a command on a terminal of its own. */
export const hasTerminal = spawnSync('script', ['--version']).stdout?.includes('util-linux') === true;

export interface TerminalRun {
  exitCode: number | null;
  /** All that appeared on the terminal. */
  screen: string;
}

export interface TerminalOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** What is typed, each as soon as the text before it has appeared since what was typed before. */
  typed?: [seen: string, keys: string][];
  /** Of the shell, after the command: `2>log`. */
  redirection?: string;
}

/** Runs `plumbline` on a terminal, as a person does. */
export async function onTerminal(args: readonly string[], options: TerminalOptions): Promise<TerminalRun> {
  const { cwd, env, typed = [], redirection = '' } = options;
  const command = [process.execPath, main, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', `${command} ${redirection}`, '/dev/null'], {
    cwd,
    env: {
      PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      HOME: cwd,
      USER: 'test',
      TERM: 'xterm',
      NO_COLOR: '1',
      SHELL: '/bin/sh',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  let from = 0;
  const waiting = [...typed];
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (piece: string) => {
    screen += piece;
    const [next] = waiting;
    if (next === undefined || !screen.slice(from).includes(next[0])) return;
    waiting.shift();
    from = screen.length;
    child.stdin.write(next[1]);
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { exitCode, screen };
}
