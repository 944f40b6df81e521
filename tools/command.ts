import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** Runs one of the installed programs to its end, its output where ours goes, and returns its exit code. */
export async function run(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<number> {
  const path = [join(root, 'node_modules', '.bin'), dirname(process.execPath), process.env.PATH];
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PATH: path.join(delimiter), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return await new Promise((resolve, reject) => {
    child.on('error', reject).on('exit', (code) => resolve(code ?? 128));
  });
}

/** How long ago that was, such as `1.2 s`. */
export const seconds = (started: number): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;

/** Says something to the person who waits; results go to standard output instead. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
