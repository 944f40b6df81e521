import { type ClusterAccess, findCluster } from '../../local-cluster/index.ts';

export { type ClusterAccess, type LocalCluster, startCluster } from '../../local-cluster/index.ts';

/**
 * The cluster that all cluster tests of a run share: with controllers and a hollow node. KUBECONFIG, PATH
 * and what else its `env` holds are set. Use namespaces of your own and leave cluster-scoped objects of
 * others alone; a test that needs more than that starts a cluster of its own with `startCluster`.
 */
export function sharedCluster(): ClusterAccess {
  const name = process.env.PLUMBLINE_TEST_CLUSTER;
  const cluster = name === undefined ? undefined : findCluster(name);
  if (cluster === undefined) throw new Error('no cluster: this test must be in test/cluster');
  return cluster;
}
