import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, seconds } from '../command.ts';
import type { Check } from './checks.ts';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export async function runChecks(stage: string, checks: readonly Check[]): Promise<Counts> {
  return await timed(stage, async () => {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const check of checks) counts[(await holds(check)) ? 'passed' : 'failed']++;
    return counts;
  });
}

async function holds(check: Check): Promise<boolean> {
  try {
    if (await check.holds()) return true;
    print(`FAIL ${check.name}${check.repair ? `: mend it with: ${check.repair}` : ''}`);
  } catch (thrown) {
    print(`FAIL ${check.name}: ${Error.isError(thrown) ? thrown.message : String(thrown)}`);
  }
  return false;
}

/** Runs jest with the arguments, and counts each of its tests. */
export async function runJest(stage: string, args: readonly string[]): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-counts-'));
  const file = join(folder, 'counts.json');
  try {
    return await timed(stage, async () => {
      const code = await run('jest', args, {
        PLUMBLINE_TEST_COUNTS: file,
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      });
      const counts = readCounts(file);
      // It may fail without a failing test, as when no test was found or the cluster did not start.
      return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readCounts(file: string): Counts {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch (thrown) {
    print(`jest told no counts: ${String(thrown)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function timed(stage: string, work: () => Promise<Counts>): Promise<Counts> {
  print(`== ${stage}`);
  const started = performance.now();
  const counts = await work();
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  print(`== ${stage}: ${counts.passed} ok, ${counts.failed} not${skipped}, in ${seconds(started)}\n`);
  return counts;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
