import { findCluster, type LocalCluster, startCluster } from '../../local-cluster/index.ts';

declare global {
  /** Handed from here to cluster-down.ts. */
  var sharedTestCluster: LocalCluster | undefined;
}

/** Before the cluster tests: one cluster for all of them, or the one that PLUMBLINE_TEST_CLUSTER names. */
export default async function clusterUp(): Promise<void> {
  const { PLUMBLINE_TEST_CLUSTER: name } = process.env;
  const running = name ? findCluster(name) : undefined;
  if (name && running === undefined) throw new Error(`PLUMBLINE_TEST_CLUSTER: no cluster ${name} is up`);
  globalThis.sharedTestCluster = running ? undefined : await startCluster({ node: true });
  const cluster = running ?? globalThis.sharedTestCluster;
  Object.assign(process.env, cluster?.env, { PLUMBLINE_TEST_CLUSTER: cluster?.name });
}
