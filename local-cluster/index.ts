export type { ClusterAccess, CommandResult, KubectlOptions } from './cluster.ts';
export { cacheFolder } from './folders.ts';
export { findCluster, listClusters, stopNamed } from './named.ts';
export { type LocalCluster, type StartOptions, startCluster } from './start.ts';
export type { ClusterOptions, ClusterState } from './state.ts';
export { sweep } from './sweep.ts';
export type { ClusterUser } from './users.ts';
