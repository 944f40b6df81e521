import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalCluster } from '../local-cluster/index.ts';

/** Requests by verb; `DRYRUN` are the dry runs of any verb. */
export type Requests = Record<string, number>;

// What the API server asks of itself; an IPAddress is made for every Service.
const ownGroups = new Set(['apiregistration.k8s.io', 'flowcontrol.apiserver.k8s.io']);
const ownResources = new Set(['ipaddresses']);

/** The requests that the API server has counted so far, from its metrics. */
export async function countedRequests(cluster: LocalCluster): Promise<Requests> {
  const { stdout } = await cluster.kubectl(['get', '--raw', '/metrics'], { check: true });
  return readRequests(stdout);
}

export function readRequests(metrics: string): Requests {
  const requests: Requests = {};
  for (const [, labels = '', value = ''] of metrics.matchAll(/^apiserver_request_total\{(.*)\} (\S+)$/gm)) {
    const label = (name: string): string => new RegExp(`(?:^|,)${name}="([^"]*)"`).exec(labels)?.[1] ?? '';
    const verb = label('dry_run') === '' ? label('verb') : 'DRYRUN';
    // Watches are counted when they end: no tool's here makes any.
    if (verb === 'WATCH' || ownGroups.has(label('group')) || ownResources.has(label('resource'))) continue;
    requests[verb] = (requests[verb] ?? 0) + Number(value);
  }
  return requests;
}

export function requestsBetween(before: Requests, after: Requests): Requests {
  const grown = Object.entries(after).map(([verb, count]) => [verb, count - (before[verb] ?? 0)] as const);
  return Object.fromEntries(grown.filter(([, count]) => count > 0).sort());
}

/** Waits until a new server has made all that it makes for itself: roles, priorities, services. */
export async function untilSettled(cluster: LocalCluster): Promise<void> {
  const end = performance.now() + patienceMs;
  for (let before = ''; performance.now() < end; ) {
    const now = JSON.stringify(await countedRequests(cluster));
    if (now === before) return;
    before = now;
    await sleep(5 * lookMs);
  }
}

const quietShare = 0.05;
const lookMs = 200;
const patienceMs = 10_000;

/** Waits until the API server has worked off what the run before left it, so that nobody pays for another. */
export async function untilQuiet(cluster: LocalCluster): Promise<void> {
  const end = performance.now() + patienceMs;
  for (let before = cluster.apiServerCpuSeconds(); performance.now() < end; ) {
    await sleep(lookMs);
    const now = cluster.apiServerCpuSeconds();
    if (now - before <= (quietShare * lookMs) / 1000) return;
    before = now;
  }
}
