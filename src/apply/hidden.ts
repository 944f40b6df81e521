import type { ClusterClient } from '../cluster/types.ts';
import type { Manifest } from '../manifests/types.ts';

/** Keeps what the server says of objects with decrypted values from repeating them. */
export function hideSensitive(clients: readonly ClusterClient[], manifests: readonly Manifest[]): void {
  const objects = manifests.filter(({ sensitive }) => sensitive === true).map(({ id }) => id);
  for (const client of clients) client.hide(objects);
}
