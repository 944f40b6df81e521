import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface RunningProcess {
  pid: number;
  /** The whole command line, joined by blanks. */
  command: string;
}

/** Every process whose command line this user may read. Linux without procps has no `ps`. */
export function runningProcesses(): RunningProcess[] {
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({
        pid: Number(name),
        command: readProc(name, 'cmdline').replaceAll('\0', ' ').trim(),
      }));
  }
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map((match) => ({ pid: Number(match[1]), command: match[2] ?? '' }));
}

/** Seconds of processor time, user and system, that a process has used so far. */
export function cpuSecondsOf(pid: number): number {
  if (process.platform === 'linux') {
    // proc_pid_stat(5): the name in parentheses may hold blanks; utime and stime are fields 14 and 15.
    const stat = readProc(String(pid), 'stat');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticksPerSecond = 100;
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  }
  const time = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  return time.split(/[:-]/).reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Empty when the process has gone meanwhile or belongs to somebody else. */
function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (thrown) {
    const code = Error.isError(thrown) && 'code' in thrown ? thrown.code : undefined;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM') return '';
    throw thrown;
  }
}

/** Asks a process to end; one that is gone already is fine. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (thrown) {
    if (!(Error.isError(thrown) && 'code' in thrown && thrown.code === 'ESRCH')) throw thrown;
  }
}
