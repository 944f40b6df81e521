export default async function clusterDown(): Promise<void> {
  await globalThis.sharedTestCluster?.stop();
}
