import { parseArgs } from 'node:util';
import { findBinaries } from './binaries.ts';
import type { ClusterAccess } from './cluster.ts';
import { findCluster, listClusters, stopNamed } from './named.ts';
import { programsOf } from './parts.ts';
import { startCluster } from './start.ts';

const usage = `npm run cluster -- up [NAME] [--controllers] [--node]   start a cluster that outlives the command
npm run cluster -- down [NAME | --all]                  end it and remove its state
npm run -s cluster -- env [NAME]                        print what to eval in a shell to use it
npm run cluster -- list                                 what runs, clusters of tests included
npm run cluster -- build                                only build the programs
The NAME is \`default\` where none is given.`;

async function main(args: string[]): Promise<number> {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { controllers: flag, node: flag, all: flag, help: flag },
  });
  const [verb, name = 'default'] = positionals;
  if (!/^[\w.-]+$/.test(name)) throw new Error(`${name} cannot be the name of a cluster`);
  switch (values.help ? 'help' : verb) {
    case 'up':
      return await up(name, { controllers: values.controllers, node: values.node });
    case 'down':
      return await down(values.all ? listClusters().map((one) => one.name) : [name]);
    case 'env':
      return env(findCluster(name), name);
    case 'list':
      for (const { name, server, startMs, options } of listClusters()) {
        const parts = options.node
          ? 'with a node'
          : options.controllers
            ? 'with controllers'
            : 'control plane';
        print(`${name}\t${server}\t${parts}\tready in ${(startMs / 1000).toFixed(1)} s`);
      }
      return 0;
    case 'build':
      await findBinaries(programsOf({ node: true }), (line) => process.stderr.write(`${line}\n`));
      return 0;
    case 'help':
      print(usage);
      return 0;
    default:
      process.stderr.write(`${usage}\n`);
      return 2;
  }
}

async function up(name: string, options: { controllers: boolean; node: boolean }): Promise<number> {
  const running = findCluster(name);
  const cluster = running ?? (await startCluster({ ...options, name, persistent: true }));
  const how = running ? 'is up already' : `is up after ${(cluster.startMs / 1000).toFixed(1)} s`;
  print(`cluster ${name} ${how}: ${cluster.server}\nexport KUBECONFIG=${cluster.kubeconfig}`);
  return 0;
}

async function down(names: string[]): Promise<number> {
  for (const name of names) print(`cluster ${name} ${(await stopNamed(name)) ? 'ended' : 'was not up'}`);
  return 0;
}

function env(cluster: ClusterAccess | undefined, name: string): number {
  if (cluster === undefined) {
    process.stderr.write(`cluster ${name} is not up: npm run cluster -- up ${name}\n`);
    return 1;
  }
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  for (const [key, value] of Object.entries(cluster.env)) print(`export ${key}=${quote(value)}`);
  return 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (thrown) {
  process.stderr.write(`${Error.isError(thrown) ? thrown.message : String(thrown)}\n`);
  process.exitCode = 1;
}
