import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type LocalCluster, startCluster } from '../local-cluster/index.ts';
import { makeManifests } from './manifests.ts';
import { startProxy } from './proxy.ts';
import type { Run, Setting, ToolName } from './results.ts';
import { scenarios } from './scenarios.ts';
import { countedRequests, requestsBetween, untilQuiet, untilSettled } from './server.ts';
import { kubeconfigAt, Site } from './site.ts';

export interface RoundOptions {
  setting: Setting;
  /** In the order in which they run in each scenario. */
  tools: readonly ToolName[];
  /** Of its own, for repositories and kubeconfigs. */
  folder: string;
  bundle: string;
  signal: AbortSignal;
  /** Told what is about to run. */
  progress(line: string): void;
}

/** All scenarios once, with the tools in turn, on a fresh cluster. */
export async function runRound(options: RoundOptions): Promise<Run[]> {
  const { setting, folder, signal } = options;
  const cluster = await startCluster({
    // A renewal of the server's own lease every ten seconds would count as somebody's request.
    apiServerArgs: ['--feature-gates=APIServerIdentity=false'],
    report: options.progress,
  });
  try {
    signal.throwIfAborted();
    const { delayMs } = setting;
    const proxy = delayMs > 0 ? await startProxy(Number(new URL(cluster.server).port), delayMs) : undefined;
    try {
      mkdirSync(folder, { recursive: true });
      const kubeconfig = proxy === undefined ? cluster.kubeconfig : kubeconfigAt(proxy.port, cluster, folder);
      await warm(cluster);
      return await runScenarios(cluster, kubeconfig, options);
    } finally {
      proxy?.close();
    }
  } finally {
    await cluster.stop();
  }
}

/**
 * The first request for a kind makes the server build what it needs for it; nobody is to pay for that. Nor for
 * the definition of releases, which is installed once per cluster: Kubernetes lets nobody create a custom
 * resource in the first two seconds after its definition.
 */
async function warm(cluster: LocalCluster): Promise<void> {
  for (const file of ['namespace.yaml', 'crd.yaml']) {
    const path = join(import.meta.dirname, '../guard/manifests', file);
    await cluster.kubectl(['apply', '--server-side', '--filename', path], { check: true });
  }
  await cluster.kubectl(['create', 'namespace', 'warm-up'], { check: true });
  const manifests = [...makeManifests(8, { namespace: 'warm-up' }).values()].join('---\n');
  for (const more of [['--dry-run=server'], [], []]) {
    const args = ['apply', '--server-side', '--filename', '-', ...more];
    await cluster.kubectl(args, { input: manifests, check: true });
  }
  await untilSettled(cluster);
}

async function runScenarios(
  cluster: LocalCluster,
  kubeconfig: string,
  { setting, tools, folder, bundle, signal, progress }: RoundOptions,
): Promise<Run[]> {
  const { objects } = setting;
  const sites = new Map<ToolName, Site>();
  for (const tool of tools) {
    const site = { cluster, folder: join(folder, tool), tool, objects, kubeconfig, bundle, signal };
    sites.set(tool, await Site.make(site));
  }
  const runs: Run[] = [];
  for (const scenario of scenarios) {
    for (const [tool, site] of sites) {
      signal.throwIfAborted();
      await site.change(scenario.before);
      progress(`${scenario.title}: ${tool}`);
      await untilQuiet(cluster);
      const requests = await countedRequests(cluster);
      const serverCpu = cluster.apiServerCpuSeconds();
      const usage = await site.run(scenario[tool]);
      const serverCpuSeconds = cluster.apiServerCpuSeconds() - serverCpu;
      runs.push({
        scenario: scenario.name,
        tool,
        wallSeconds: usage.wallSeconds,
        cpuSeconds: usage.cpuSeconds,
        serverCpuSeconds,
        peakMegabytes: usage.peakBytes / 1e6,
        requests: requestsBetween(requests, await countedRequests(cluster)),
      });
    }
  }
  return runs;
}
