import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { accessTo, type ClusterAccess } from './cluster.ts';
import { clustersFolder } from './folders.ts';
import { signal } from './processes.ts';
import { type ClusterState, clusterFolders, readState } from './state.ts';
import { isSupervised } from './sweep.ts';

/** A running cluster that any process of this user started; undefined when there is none of that name. */
export function findCluster(name: string): ClusterAccess | undefined {
  const state = stateOf(join(clustersFolder(), name));
  return state && accessTo(state);
}

/** Every cluster that runs now, those of tests included. */
export function listClusters(): ClusterState[] {
  return clusterFolders()
    .map(stateOf)
    .filter((state) => state !== undefined);
}

/** Ends a cluster that another process may have started. @returns whether there was one */
export async function stopNamed(name: string): Promise<boolean> {
  const folder = join(clustersFolder(), name);
  const state = stateOf(folder);
  if (state === undefined) return false;
  signal(state.supervisorPid, 'SIGTERM');
  while (existsSync(folder) && isSupervised(folder)) await delay(20);
  return true;
}

function stateOf(folder: string): ClusterState | undefined {
  const state = readState(folder);
  return state !== undefined && isSupervised(folder) ? state : undefined;
}
