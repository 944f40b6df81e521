import { randomBytes } from 'node:crypto';
import type { ClusterClient, RequestCounts } from '../cluster/types.ts';
import { stringField } from '../manifests/json.ts';
import type { ApiResource, KubeObject } from '../manifests/types.ts';
import { recordCorrupt } from './corrupt.ts';
import { namespaceOf, uidOf } from './id.ts';
import { createOwned } from './owned.ts';

export const secretResource: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'Secret',
  plural: 'secrets',
  namespaced: true,
};

const keyBytes = 32;
export const keyName = (release: string): string => `plr-${release}`;

/**
 * The keys that were read, by the Release's uid: a key never changes, and a new Release has a new one. By the
 * counts of the client, which all clients over one connection share (`within`): under the lease the key is
 * not asked for again.
 */
const keys = new WeakMap<RequestCounts, Map<string, Promise<Buffer>>>();

/**
 * The release's key for the digests of anything secret. FORBIDDEN surfaces.
 * @throws RECORD_CORRUPT where it is missing or damaged
 */
export function readKey(client: ClusterClient, release: KubeObject): Promise<Buffer> {
  return remembered(client, release, async () => {
    const name = keyName(release.metadata.name);
    const secret = await client.get(secretResource, { namespace: namespaceOf(release), name });
    if (secret === undefined) throw damaged(name, 'is missing');
    return keyOf(secret);
  });
}

/** The same, made where it is absent. Of two runs that make it at once, the first one's is the key. */
export function ensureKey(client: ClusterClient, release: KubeObject): Promise<Buffer> {
  return remembered(client, release, async () => {
    const name = keyName(release.metadata.name);
    const content = {
      type: 'plumbline.dev/key',
      data: { key: randomBytes(keyBytes).toString('base64') },
    };
    return keyOf(await createOwned(client, secretResource, release, name, content, () => true));
  });
}

function remembered(
  client: ClusterClient,
  release: KubeObject,
  find: () => Promise<Buffer>,
): Promise<Buffer> {
  const ofClient = keys.get(client.requests) ?? new Map<string, Promise<Buffer>>();
  keys.set(client.requests, ofClient);
  const uid = uidOf(release);
  const known = ofClient.get(uid);
  if (known !== undefined) return known;
  const found = find();
  ofClient.set(uid, found);
  // What failed is asked again the next time; the caller gets the failure.
  found.catch(() => ofClient.delete(uid));
  return found;
}

function keyOf(secret: KubeObject): Buffer {
  const key = Buffer.from(stringField(secret, 'data', 'key') ?? '', 'base64');
  if (key.length === keyBytes) return key;
  throw damaged(secret.metadata.name, 'holds no key of 32 bytes');
}

const damaged = (name: string, what: string): Error =>
  recordCorrupt(`Secret ${name} ${what}`, { object: `Secret ${name}` });
