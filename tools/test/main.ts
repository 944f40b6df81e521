// `npm test`: every stage, also when an earlier one failed. `npm test -- PATH…` runs only these tests.
import { sweep } from '../../local-cluster/index.ts';
import { seconds, tell } from '../command.ts';
import { generatedFiles, lint, types } from './checks.ts';
import { type Counts, runChecks, runJest } from './stages.ts';

const started = performance.now();
const args = process.argv.slice(2);
// By itself jest takes one processor of two, and many tests wait for a process that they have started.
const twoAtOnce = ['--maxWorkers', '2'];

async function stages(): Promise<Counts[]> {
  if (args.length > 0) return [await runJest('tests', [...twoAtOnce, ...args])];
  return [
    await runChecks('generated files', generatedFiles),
    await runChecks('lint', lint),
    await runChecks('types', types),
    await runJest('unit tests', ['--selectProjects', 'unit', ...twoAtOnce]),
    await runJest('cluster tests', ['--selectProjects', 'cluster', ...twoAtOnce]),
  ];
}

const counts = await stages();
// What a killed test left behind goes now, not at the next start of a cluster.
await sweep();
const sum = (key: keyof Counts): number => counts.reduce((total, one) => total + one[key], 0);
tell(`all in ${seconds(started)}`);
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
