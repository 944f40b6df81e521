// `npm run …` comes here, on whatever Node there is (20 or newer): what is missing is installed first, then
// the program runs under Node 24. Usage: node tools/run.mjs NAME [ARGUMENT…]
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './bootstrap/dependencies.mjs';
import { findNode } from './bootstrap/node.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cluster = 'local-cluster/cli.ts';

/** The program of each script of package.json; `needsCluster` where the local cluster must be built before. */
const programs = {
  demo: { file: 'demo/main.ts', needsCluster: true },
  test: { file: 'tools/test/main.ts', needsCluster: true },
  bench: { file: 'bench/main.ts', needsCluster: true },
  build: { file: 'tools/generate/main.ts', args: ['dist'] },
  generate: { file: 'tools/generate/main.ts' },
  lint: { file: 'tools/test/lint.ts' },
  cluster: { file: cluster },
};

async function main([name, ...args]) {
  const program = programs[name];
  if (program === undefined) throw new Error(`usage: node tools/run.mjs ${Object.keys(programs).join('|')}`);
  if (!existsSync(join(root, program.file))) throw new Error(`${program.file} does not exist`);
  const node = await findNode();
  // Everything below, npx and jest's workers included, finds this Node first.
  const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` };
  await installDependencies(root, env);
  if (program.needsCluster) {
    const code = await run(node, [cluster, 'build'], env);
    if (code !== 0) throw new Error('the local cluster could not be built');
  }
  return await run(node, [program.file, ...(program.args ?? []), ...args], env);
}

/** Runs to the end with our own standard streams. Ctrl-C reaches the whole process group by itself. */
async function run(command, args, env) {
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exitCode = 1;
  // Whoever counts reads the last line, also where nothing could be run.
  if (process.argv[2] === 'test') console.log('0 passed, 1 failed');
}
