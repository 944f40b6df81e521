// Measures Plumbline beside kubectl on real clusters that begin and end with it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { arch, constants, cpus, platform, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { kubernetesVersion } from '../local-cluster/build.ts';
import { buildCommand } from './bundle.ts';
import { coldText, measureCold } from './cold.ts';
import { judge } from './goals.ts';
import { measureOffline, type OfflineResult, offlineText, offlineWork } from './offline.ts';
import { type BenchOptions, readOptions, usage } from './options.ts';
import { medians, type Result, type Run, type Setting } from './results.ts';
import { runRound } from './round.ts';
import { goalsText, settingText } from './table.ts';

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (options === 'help') {
    print(usage);
    return 0;
  }
  if (platform() !== 'linux')
    throw new Error('the bench reads processor time and memory in /proc: it needs Linux');
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort(name));
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    return await bench(options, folder, stop.signal);
  } catch (thrown) {
    if (!stop.signal.aborted) throw thrown;
    return 128 + constants.signals[stop.signal.reason as NodeJS.Signals];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function bench(options: BenchOptions, folder: string, signal: AbortSignal): Promise<number> {
  const bundle = await buildCommand(join(folder, 'bundle'));
  print(machineText());
  const results: Result[] = [];
  for (const setting of options.settings) {
    const measured = medians(setting, await runSetting(setting, folder, bundle, signal));
    results.push(...measured);
    print(`\n${settingText(setting, measured)}`);
  }
  const offline = await runOffline(options.rounds, folder, bundle, signal);
  const cold = await measureCold({ folder: join(folder, 'cold'), bundle, rounds: options.rounds, signal });
  print(`\nWithout a cluster (medians of ${options.rounds})\n${offlineText(offline)}\n${coldText(cold)}`);
  const missed =
    offline.some(({ seconds, peerSeconds, most }) => seconds > most * peerSeconds) ||
    cold.some(({ seconds, most = Number.POSITIVE_INFINITY }) => seconds > most);
  const goals = options.offline ? [] : judge(results);
  if (!options.offline)
    print(`\nIn brackets: how many times as much kubectl took.\n\nGoals\n${goalsText(goals)}`);
  if (options.json !== undefined) {
    const written = { machine: machine(), settings: options.settings, results, goals, offline, cold };
    writeFileSync(options.json, `${JSON.stringify(written, null, 2)}\n`);
  }
  return options.check && (missed || goals.some(({ reached }) => reached === false)) ? 1 : 0;
}

async function runOffline(
  rounds: number,
  folder: string,
  bundle: string,
  signal: AbortSignal,
): Promise<OfflineResult[]> {
  const progress = (line: string): void => void process.stderr.write(`without a cluster: ${line}\n`);
  const work = await offlineWork(join(folder, 'offline'), progress);
  return measureOffline(work, bundle, { rounds, signal });
}

async function runSetting(
  setting: Setting,
  folder: string,
  bundle: string,
  signal: AbortSignal,
): Promise<Run[]> {
  const { objects, delayMs, rounds, kubectlRounds } = setting;
  const runs: Run[] = [];
  for (let round = 1; round <= rounds; round++) {
    const both = round % 2 === 1 ? (['kubectl', 'plumbline'] as const) : (['plumbline', 'kubectl'] as const);
    const tools = round <= kubectlRounds ? both : (['plumbline'] as const);
    const where = `${objects.toLocaleString('en')} objects, ${delayMs} ms, round ${round} of ${rounds}`;
    const progress = (line: string): void => void process.stderr.write(`${where}: ${line}\n`);
    const place = join(folder, `${objects}-${delayMs}-${round}`);
    runs.push(...(await runRound({ setting, tools, folder: place, bundle, signal, progress })));
  }
  return runs;
}

function machine(): Record<string, string | number> {
  const [first] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    node: process.version,
    kubernetes: kubernetesVersion,
  };
}

function machineText(): string {
  const { date, processor, cores, memoryGigabytes, node, kubernetes } = machine();
  const hardware = `${cores} × ${processor}, ${memoryGigabytes} GB`;
  return `${date}, ${hardware}, Node ${node}, Kubernetes and kubectl ${kubernetes}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (thrown) {
  process.stderr.write(`${Error.isError(thrown) ? thrown.message : String(thrown)}\n`);
  process.exitCode = thrown instanceof TypeError ? 2 : 1;
}
