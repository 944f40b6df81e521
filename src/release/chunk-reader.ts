import pMap from 'p-map';
import type { ClusterClient } from '../cluster/types.ts';
import { toPlumblineError } from '../errors/error.ts';
import { stringField } from '../manifests/json.ts';
import type { ApiResource, Json, KubeObject } from '../manifests/types.ts';
import { hmac, sha256, unpackChunk } from './chunks.ts';
import { namespaceOf } from './id.ts';
import { readKey, secretResource } from './key.ts';
import type { ChunkRef } from './types.ts';

const concurrency = 8;

const configMapResource: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespaced: true,
};

export const chunkResource = (kind: ChunkRef['kind']): ApiResource =>
  kind === 'Secret' ? secretResource : configMapResource;

/** What reading chunks gives: those in Secrets may be closed to the login. */
export interface ReadChunks {
  entries: Json[];
  secretsReadable: boolean;
}

/** Reads the chunks of one release, all of a set at once. */
export class ChunkReader {
  readonly #client: ClusterClient;
  readonly #release: KubeObject;
  /** The names of the chunks that were read and found whole. */
  readonly intact = new Set<string>();

  constructor(client: ClusterClient, release: KubeObject) {
    this.#client = client;
    this.#release = release;
  }

  /** @throws RECORD_CORRUPT unless `tolerant`, which leaves damaged chunks out */
  async read(refs: readonly ChunkRef[], { tolerant = false } = {}): Promise<ReadChunks> {
    const read = await pMap(refs, (ref) => this.#one(ref, tolerant), { concurrency });
    const entries = read.flatMap((one) => (one === 'forbidden' ? [] : one));
    return { entries, secretsReadable: !read.includes('forbidden') };
  }

  async #one(ref: ChunkRef, tolerant: boolean): Promise<Json[] | 'forbidden'> {
    const namespace = namespaceOf(this.#release);
    try {
      const [chunk, hash] = await Promise.all([
        this.#client.get(chunkResource(ref.kind), { namespace, name: ref.name }),
        ref.kind === 'Secret' ? readKey(this.#client, this.#release).then(hmac) : sha256,
      ]);
      const entries = unpackChunk(ref, bytesOf(chunk, ref.kind), hash);
      this.intact.add(ref.name);
      return entries;
    } catch (thrown) {
      const error = toPlumblineError(thrown);
      if (error.code === 'FORBIDDEN' && ref.kind === 'Secret') return 'forbidden';
      if (error.code === 'RECORD_CORRUPT' && tolerant) return [];
      throw error;
    }
  }
}

/** The compressed bytes that a stored chunk holds. */
export function bytesOf(chunk: KubeObject | undefined, kind: ChunkRef['kind']): Buffer | undefined {
  const text = stringField(chunk, kind === 'Secret' ? 'data' : 'binaryData', 'chunk');
  return text === undefined ? undefined : Buffer.from(text, 'base64');
}
