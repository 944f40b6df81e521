import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** The name of a run by hand: who, where and which process. */
export function localHolder(user: string): string {
  const home = processHome();
  return `${user}@${hostname()}/${process.pid}${home === undefined ? '' : `/${home}`}`;
}

/** A run by hand on this machine whose process is gone: its lease need not be waited for. */
export function isDeadNeighbour(holder: string): boolean {
  const match = /@[^/]+\/(\d+)\/([0-9a-f]+)$/.exec(holder);
  if (match === null || match[2] !== processHome()) return false;
  try {
    process.kill(Number(match[1]), 0);
    return false;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/**
 * Tells in which numbering of processes a pid counts: this boot of this kernel and the pid namespace. Host
 * names cannot: two laptops are called localhost, and containers share them. Only Linux knows it.
 */
function processHome(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const home = `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
    return createHash('sha256').update(home).digest('hex').slice(0, 12);
  } catch {
    // A sandbox without /proc: then nobody is taken for dead.
    return undefined;
  }
}
