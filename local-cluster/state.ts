import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './build.ts';
import { clustersFolder } from './folders.ts';

/** What a cluster consists of beside etcd and the API server. */
export interface ClusterOptions {
  /** The controller manager and the scheduler. Without them there are no default ServiceAccounts. */
  controllers?: boolean;
  /** A hollow node: pods become ready within about a second, and run nothing. Implies `controllers`. */
  node?: boolean;
  /** More flags of the API server. */
  apiServerArgs?: readonly string[];
}

/** What the supervisor writes into the cluster's folder once the cluster is ready, and keeps current. */
export interface ClusterState {
  name: string;
  folder: string;
  /** https://127.0.0.1:PORT */
  server: string;
  /** Of a member of system:masters, with a token. */
  kubeconfig: string;
  caFile: string;
  adminToken: string;
  kubectlPath: string;
  options: ClusterOptions;
  supervisorPid: number;
  pids: Partial<Record<Program, number>>;
  /** Milliseconds from nothing to ready. */
  startMs: number;
}

const stateFile = (folder: string): string => join(folder, 'cluster.json');

export function writeState(state: ClusterState): void {
  const file = stateFile(state.folder);
  writeFileSync(`${file}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Of a cluster that is ready; undefined while it starts and once it is gone. */
export function readState(folder: string): ClusterState | undefined {
  const file = stateFile(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ClusterState) : undefined;
}

/** The folders of all clusters: starting, ready, or left by a kill. */
export function clusterFolders(): string[] {
  const root = clustersFolder();
  return existsSync(root) ? readdirSync(root).map((name) => join(root, name)) : [];
}
