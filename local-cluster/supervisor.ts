// One process per cluster: `node supervisor.ts FOLDER`. It makes the folder, runs the cluster in it, and ends
// both when its standard input closes, which happens however its parent ends. Standard input brings lines of
// JSON, first the order and then requests; standard output answers each line with one.
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Program } from './build.ts';
import { RunningCluster } from './running-cluster.ts';
import type { ClusterOptions, ClusterState } from './state.ts';

export interface Order {
  options: ClusterOptions;
  programs: Partial<Record<Program, string>>;
  /** The cluster outlives the process that gave the order; SIGTERM ends it. */
  persistent: boolean;
}

export type Answer = { state: ClusterState } | { failed: string };

async function supervise(folder: string): Promise<void> {
  mkdirSync(folder, { mode: 0o700 });
  let cluster: RunningCluster | undefined;
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => {
    ending ??= (async () => {
      await cluster?.end();
      process.exit();
    })();
    return ending;
  };
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, () => void end());
  // The parent may be gone when an answer is ready.
  process.stdout.on('error', () => undefined);

  let persistent = false;
  const input = createInterface(process.stdin);
  input.on('close', () => {
    if (!persistent) void end();
  });
  input.on('line', (line) => {
    void answer(async () => {
      if (cluster !== undefined) return await cluster.restartApiServer();
      const order = JSON.parse(line) as Order;
      ({ persistent } = order);
      cluster = new RunningCluster(folder, order.options, order.programs);
      return await cluster.start();
    });
  });

  async function answer(work: () => Promise<ClusterState>): Promise<void> {
    const isFirst = cluster === undefined;
    try {
      say({ state: await work() });
    } catch (thrown) {
      say({ failed: Error.isError(thrown) ? thrown.message : String(thrown) });
      if (isFirst) await end();
    }
  }
}

function say(answer: Answer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

await supervise(process.argv[2] ?? '');
