import pMap from 'p-map';
import type { ClusterClient } from '../cluster/types.ts';
import { displayId, idKey } from '../manifests/identity.ts';
import { canonical, canonicalOnce, isObject } from '../manifests/json.ts';
import type { ApiResource, Json, JsonObject, KubeObject, Manifest, ObjectId } from '../manifests/types.ts';
import { bytesOf, chunkResource } from './chunk-reader.ts';
import {
  type Chunk,
  type Entry,
  type Hash,
  hmac,
  isRef,
  isWhole,
  packChunks,
  setDigest,
  sha256,
} from './chunks.ts';
import { chunkLabel, uidOf } from './id.ts';
import { ensureKey, keyName } from './key.ts';
import { createOwned } from './owned.ts';
import type { Baseline, ChunkRef, ObjectsRef, Release } from './types.ts';

const concurrency = 8;

/** What is secret, or holds what was decrypted, and so goes into Secret chunks. */
const isSecret = ({ id, sensitive }: { id: ObjectId; sensitive?: true }): boolean =>
  sensitive === true || (id.group === '' && id.kind === 'Secret');

/** Stores a set of manifests in chunks; a chunk that is there already is not written again. */
export async function storeObjects(
  client: ClusterClient,
  release: Release,
  manifests: readonly Manifest[],
): Promise<ObjectsRef> {
  const texts = new Map(manifests.map((manifest) => [manifest, canonicalOnce(manifest.object)]));
  const stored = await store(client, release, manifests, (manifest) => {
    const { source, sensitive } = manifest;
    const mark = sensitive === true ? ',"sensitive":true' : '';
    const place = source === undefined ? '' : `,"source":${canonical(source as unknown as JsonObject)}`;
    return `{"object":${texts.get(manifest)}${mark}${place}}`;
  });
  const digests = stored.parts.map(({ members, hash }) =>
    setDigest(
      members.map((member) => texts.get(member) as string),
      hash,
    ),
  );
  return { digest: setDigest(digests, sha256), count: manifests.length, chunks: stored.refs };
}

/** Stores the baselines; those of Secrets, and of what holds decrypted values, in Secret chunks. */
export async function storeBaselines(
  client: ClusterClient,
  release: Release,
  baselines: ReadonlyMap<string, Baseline>,
): Promise<ChunkRef[]> {
  const all = [...baselines.values()];
  return (await store(client, release, all, (one) => canonical(one as unknown as JsonObject))).refs;
}

interface Part<T> {
  kind: ChunkRef['kind'];
  hash: Hash;
  members: T[];
}

/** Sorted by identity, the secret ones apart: equal sets give equal chunks. */
async function store<T extends { id: ObjectId; sensitive?: true }>(
  client: ClusterClient,
  release: Release,
  members: readonly T[],
  textOf: (member: T) => string,
): Promise<{ refs: ChunkRef[]; parts: Part<T>[] }> {
  const keyed = members.map((member) => ({ key: idKey(member.id), member }));
  const sorted = keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ member }) => member);
  const secret = sorted.filter(isSecret);
  const open = sorted.filter((member) => !isSecret(member));
  const parts: Part<T>[] = [{ kind: 'ConfigMap', hash: sha256, members: open }];
  if (secret.length > 0) {
    parts.push({ kind: 'Secret', hash: hmac(await ensureKey(client, release.object)), members: secret });
  }
  const chunks = parts.flatMap((part) => {
    const entries = part.members.map((one): Entry => ({ text: textOf(one), object: displayId(one.id) }));
    return packChunks(entries, part.kind, release.name, part.hash).map((chunk) => ({
      ...chunk,
      hash: part.hash,
    }));
  });
  const missing = chunks.filter(({ ref }) => !release.intact.has(ref.name));
  await pMap(missing, (chunk) => storeChunk(client, release, chunk, chunk.hash), { concurrency });
  return { refs: chunks.map(({ ref }) => ref), parts };
}

async function storeChunk(
  client: ClusterClient,
  release: Release,
  { ref, bytes }: Chunk,
  hash: Hash,
): Promise<void> {
  const data = { chunk: bytes.toString('base64') };
  const content = ref.kind === 'Secret' ? { type: 'plumbline.dev/chunk', data } : { binaryData: data };
  await createOwned(client, chunkResource(ref.kind), release.object, ref.name, content, (existing) =>
    isWhole(ref, bytesOf(existing, ref.kind), hash),
  );
  release.intact.add(ref.name);
}

/** The names of all chunks that the record refers to. */
export function referencedChunks({ object }: Pick<Release, 'object'>): Set<string> {
  const names = new Set<string>();
  const walk = (value: Json | undefined): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (isRef(value)) names.add(value.name);
    else if (isObject(value)) Object.values(value).forEach(walk);
  };
  walk(object.spec);
  walk(object.status);
  return names;
}

/**
 * Deletes the chunks that nothing in the record refers to. Only under the lease: another run's new chunks are
 * not referred to yet.
 * @param stored as listed under the same lease; default: as listed now
 */
export async function collectChunks(
  client: ClusterClient,
  release: Release,
  stored?: readonly Stored[],
): Promise<number> {
  const all = stored ?? (await listStored(client, release));
  const needed = referencedChunks(release).add(keyName(release.name));
  return deleteStored(
    client,
    all.filter(({ object }) => !needed.has(object.metadata.name)),
  );
}

/**
 * Deletes all that a release stored, its key included. After its Release: a Release without its chunks could
 * not be read any more.
 */
export async function deleteChunks(client: ClusterClient, release: Release): Promise<number> {
  return deleteStored(client, await listStored(client, release));
}

/** Something stored for a release: a chunk or its key, without its content. */
export interface Stored {
  resource: ApiResource;
  object: KubeObject;
}

/** All that is stored for a release, referred to or not. */
export async function listStored(client: ClusterClient, release: Release): Promise<Stored[]> {
  const { namespace } = release;
  const labelSelector = `${chunkLabel}=${release.name}`;
  const list = async (kind: ChunkRef['kind']): Promise<Stored[]> => {
    const resource = chunkResource(kind);
    const { items } = await client.list(resource, { namespace, labelSelector, metadataOnly: true });
    return items.map((object) => ({ resource, object }));
  };
  return (await Promise.all([list('ConfigMap'), list('Secret')])).flat();
}

async function deleteStored(client: ClusterClient, stored: readonly Stored[]): Promise<number> {
  await pMap(
    stored,
    ({ resource, object }) => {
      const { name, namespace } = object.metadata;
      return client.delete(resource, { name, namespace: String(namespace) }, { uid: uidOf(object) });
    },
    { concurrency },
  );
  return stored.length;
}
