import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runAction } from '../test/support/runner.ts';
import { measure } from './child.ts';
import { makeManifests } from './manifests.ts';
import { BenchRepository } from './repository.ts';
import { median } from './results.ts';

/** What something takes from nothing, beside nothing: for it there is no peer. */
export interface ColdResult {
  title: string;
  seconds: number;
  /** Seconds that it may take. */
  most?: number;
}

export interface ColdOptions {
  folder: string;
  /** Path of Plumbline's bundle. */
  bundle: string;
  rounds: number;
  signal: AbortSignal;
}

/** With `judge` it judges the manifests of the file, without it only reads them: the difference is what judging takes. */
const program = (bundle: string): string => `
import { readFileSync } from 'node:fs';
import { idOf, readManifests, SchemaCheck } from ${JSON.stringify(join(dirname(bundle), 'index.js'))};
const { manifests } = readManifests(readFileSync(process.argv[2], 'utf8'), 'a.yaml');
const schemas = new SchemaCheck();
if (process.argv[3] === 'judge') {
  const set = manifests.map(({ object, source }) => ({ id: idOf(object), object, source }));
  const { errors } = await schemas.check(set, { kubernetesVersion: '1.34' });
  if (errors.length > 0) throw errors[0];
}
await schemas.close();
`;

export async function measureCold(options: ColdOptions): Promise<ColdResult[]> {
  mkdirSync(options.folder, { recursive: true });
  return [
    { title: 'judge 10 changed objects by their schemas', seconds: await judging(options), most: 0.3 },
    { title: 'the Action: 30 plain manifests validated', seconds: await action(options) },
  ];
}

async function judging({ folder, bundle, rounds, signal }: ColdOptions): Promise<number> {
  const [script, manifests] = [join(folder, 'judge.mjs'), join(folder, 'changed.yaml')];
  writeFileSync(script, program(bundle));
  writeFileSync(manifests, [...makeManifests(10, { namespace: 'bench' }).values()].join('---\n'));
  const run = async (...more: string[]): Promise<number> => {
    const args = [script, manifests, ...more];
    const usage = { program: process.execPath, args, cwd: folder, env: process.env, exitCode: 0, signal };
    return (await measure(usage)).wallSeconds;
  };
  const differences: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const without = await run();
    differences.push((await run('judge')) - without);
  }
  return median(differences);
}

async function action({ folder, bundle, rounds }: ColdOptions): Promise<number> {
  const repository = new BenchRepository(join(folder, 'action'), 'bench');
  repository.commit(makeManifests(30, { namespace: 'bench' }));
  const sha = readFileSync(join(repository.folder, '.git/refs/heads/main'), 'utf8').trim();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    const { exitCode, log } = await runAction({
      program: join(dirname(bundle), 'main.cjs'),
      workspace: repository.folder,
      repository: 'acme/bench',
      event: 'workflow_dispatch',
      payload: {},
      sha,
      ref: 'refs/heads/main',
      apiUrl: 'http://127.0.0.1:9',
      inputs: { mode: 'validate' },
    });
    if (exitCode !== 0) throw new Error(`the Action ended with ${exitCode}:\n${log.slice(-2000)}`);
    times.push((performance.now() - started) / 1000);
  }
  return median(times);
}

export const coldText = (results: readonly ColdResult[]): string =>
  results
    .map(({ title, seconds, most }) => {
      const verdict =
        most === undefined ? '' : ` (at most ${most} s: ${seconds <= most ? 'reached' : 'MISSED'})`;
      return `  ${title}: ${seconds.toFixed(2)} s${verdict}`;
    })
    .join('\n');
