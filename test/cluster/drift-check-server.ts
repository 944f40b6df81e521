import { connect } from '../../src/cluster/client.ts';
import type { ClusterClient } from '../../src/cluster/types.ts';

/** A client of the API server that KUBECONFIG names. */
export async function connectToServer(): Promise<{ client: ClusterClient; stop: () => void }> {
  const { client } = await connect({ env: process.env });
  return { client, stop: () => client.close() };
}
