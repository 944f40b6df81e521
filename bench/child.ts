import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What one run of a program took. */
export interface Usage {
  /** From before it was started until it had ended. */
  wallSeconds: number;
  /** User and system time, of the children it waited for too. */
  cpuSeconds: number;
  /** The most memory that the program itself had resident, in bytes. */
  peakBytes: number;
}

export interface Command {
  program: string;
  args: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Any other exit code is a failure: what was measured would not be what is meant. */
  exitCode: number;
  signal: AbortSignal;
}

/** Ten milliseconds of peak at the very end of a run are the most that can be missed. */
const lookEveryMs = 10;
const ticksPerSecond = 100;

/**
 * Runs a program to its end and measures it from outside, so that any program is measured in the same way.
 * Only one may run at a time: the kernel adds up the time of all children that have ended.
 */
export async function measure(command: Command): Promise<Usage> {
  const { program, args, cwd, env, exitCode: expected, signal } = command;
  const cpuBefore = childrenCpuSeconds();
  const started = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], signal });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  let peakBytes = 0;
  const look = setInterval(() => {
    peakBytes = peakBytesOf(child.pid) ?? peakBytes;
  }, lookEveryMs);
  try {
    const { code, wallSeconds } = await new Promise<{ code: number; wallSeconds: number }>(
      (resolve, reject) => {
        let wallSeconds = 0;
        child.on('error', reject);
        child.on('exit', () => {
          wallSeconds = (performance.now() - started) / 1000;
          clearInterval(look);
        });
        child.on('close', (code) => resolve({ code: code ?? 128, wallSeconds }));
      },
    );
    if (code !== expected) {
      const told = (said.stderr.trim() || said.stdout.trim()).slice(-2000);
      throw new Error(`${program} ${args.join(' ')} ended with ${code}, not ${expected}:\n${told}`);
    }
    return { wallSeconds, cpuSeconds: childrenCpuSeconds() - cpuBefore, peakBytes };
  } finally {
    clearInterval(look);
  }
}

/** proc_pid_stat(5): cutime and cstime are fields 16 and 17; those after the name in parentheses begin with 3. */
function childrenCpuSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}

/** proc_pid_status(5): VmHWM is the kernel's own record of the peak; a process that is ending has none. */
function peakBytesOf(pid: number | undefined): number | undefined {
  try {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match === null ? undefined : Number(match[1]) * 1024;
  } catch {
    // It has ended between two looks.
    return undefined;
  }
}
