import type { ClusterClient } from '../cluster/types.ts';
import { PlumblineError, toPlumblineError } from '../errors/error.ts';
import { idKey, idOf, stringMap } from '../manifests/identity.ts';
import { field, isObject, stringField } from '../manifests/json.ts';
import type { ApiResource, Json, JsonObject, KubeObject, Manifest, Source } from '../manifests/types.ts';
import { ChunkReader } from './chunk-reader.ts';
import { isRef } from './chunks.ts';
import { recordCorrupt } from './corrupt.ts';
import { verifyEnvelope } from './envelope.ts';
import { applysetId, namespaceOf, releaseResource, uidOf } from './id.ts';
import type {
  Baseline,
  ChunkRef,
  HistoryEntry,
  ObjectsRef,
  PendingRevision,
  Release,
  Revision,
} from './types.ts';

/** The version of the format that is written; it and the one before it are read. */
export const format = 1;

export interface ReleaseName {
  name: string;
  namespace: string;
}

export interface ReadOptions {
  /** Told the recorded resources and namespaces as soon as the Release itself is read, before its chunks. */
  onHead?(resources: ApiResource[]): void;
}

/**
 * Reads a release with its manifests and baselines; undefined where there is none, or no CRD. A login that
 * may not read Secrets gets everything else.
 * @throws FORMAT_TOO_NEW, RECORD_CORRUPT
 */
export async function readRelease(
  client: ClusterClient,
  { name, namespace }: ReleaseName,
  options: ReadOptions = {},
): Promise<Release | undefined> {
  let object = await client.get(releaseResource, { name, namespace });
  for (;;) {
    if (object === undefined) return undefined;
    try {
      return await openRelease(client, object, options);
    } catch (thrown) {
      if (toPlumblineError(thrown).code !== 'RECORD_CORRUPT') throw thrown;
      // An apply may have ended in between and taken its old chunks away: then the record has moved.
      const newer = await client.get(releaseResource, { name, namespace });
      if (newer?.metadata.resourceVersion === object.metadata.resourceVersion) throw thrown;
      object = newer;
    }
  }
}

/** The resourceVersion of a release now: whether it has moved since it was read. */
export async function readVersion(
  client: ClusterClient,
  { name, namespace }: ReleaseName,
): Promise<string | undefined> {
  const object = await client.get(releaseResource, { name, namespace });
  return stringField(object?.metadata, 'resourceVersion');
}

/** The releases of the cluster, or of a namespace, without their chunks; none where the CRD is absent. */
export async function listReleases(client: ClusterClient, namespace?: string): Promise<KubeObject[]> {
  try {
    return (await client.list(releaseResource, namespace === undefined ? {} : { namespace })).items;
  } catch (thrown) {
    if (toPlumblineError(thrown).code === 'UNKNOWN_KIND') return [];
    throw thrown;
  }
}

/** A Release as the server gave it, with its chunks read and checked. */
export async function openRelease(
  client: ClusterClient,
  object: KubeObject,
  options: ReadOptions = {},
): Promise<Release> {
  const release = bareRelease(object);
  const { current, pending } = release;
  for (const revision of [current, pending]) {
    if (revision !== undefined) verifyEnvelope(revision as unknown as JsonObject, release);
  }
  options.onHead?.([...(current?.resources ?? []), ...(pending?.resources ?? [])]);
  const reader = new ChunkReader(client, object);
  const [currentSet, pendingSet, baselines] = await Promise.all([
    current === undefined ? undefined : reader.read(current.objects.chunks),
    pending === undefined ? undefined : reader.read(pending.objects.chunks),
    // Baselines are observations: what is damaged is observed again.
    reader.read(baselineRefs(release.status), { tolerant: true }),
  ]);
  return {
    ...release,
    secretsReadable: [currentSet, pendingSet, baselines].every((set) => set?.secretsReadable !== false),
    ...(current !== undefined && { current: { ...current, manifests: manifestsOf(currentSet?.entries) } }),
    ...(pending !== undefined && { pending: { ...pending, manifests: manifestsOf(pendingSet?.entries) } }),
    intact: reader.intact,
    baselines: new Map(
      baselines.entries.filter(isBaseline).map((baseline) => [idKey(baseline.id), baseline]),
    ),
  };
}

/** The manifests of one revision of the history, its envelope checked. @throws RECORD_CORRUPT */
export async function readObjects(
  client: ClusterClient,
  release: Release,
  objects: ObjectsRef,
): Promise<Manifest[]> {
  const entry = release.history.find((kept) => kept.objects === objects);
  if (entry !== undefined) verifyEnvelope(entry as unknown as JsonObject, release, ['tombstones']);
  const reader = new ChunkReader(client, release.object);
  const { entries, secretsReadable } = await reader.read(objects.chunks);
  if (secretsReadable) return manifestsOf(entries);
  throw new PlumblineError('FORBIDDEN', `the login may not read the Secrets of release ${release.name}`, {
    remedy: `Allow it to get Secrets in the namespace ${release.namespace}.`,
  });
}

/** A Release without what its chunks hold. */
export function bareRelease(object: KubeObject): Release {
  const spec: JsonObject = isObject(object.spec) ? object.spec : {};
  const known = field(spec, 'format');
  if (typeof known === 'number' && known > format) {
    throw new PlumblineError(
      'FORMAT_TOO_NEW',
      `release ${object.metadata.name} has format ${known}; this version knows ${format}`,
      {
        remedy: 'Use a newer version of Plumbline.',
      },
    );
  }
  const { name } = object.metadata;
  const namespace = namespaceOf(object);
  const { current, pending, history } = spec;
  return {
    name,
    namespace,
    uid: uidOf(object),
    resourceVersion: stringField(object.metadata, 'resourceVersion') ?? '',
    annotations: stringMap(object.metadata.annotations),
    id: applysetId(name, namespace),
    secretsReadable: true,
    newestCommit: stringField(spec, 'newestCommit') ?? '',
    ...(isObject(current) && { current: { ...(current as unknown as Revision), manifests: [] } }),
    ...(isObject(pending) && { pending: { ...(pending as unknown as PendingRevision), manifests: [] } }),
    history: Array.isArray(history) ? (history as unknown as HistoryEntry[]) : [],
    intact: new Set(),
    baselines: new Map(),
    status: isObject(object.status) ? object.status : {},
    object,
  };
}

export function baselineRefs(status: JsonObject): ChunkRef[] {
  return Array.isArray(status.baselines) ? status.baselines.filter(isRef) : [];
}

const isBaseline = (entry: Json): entry is Json & Baseline =>
  isObject(entry) && typeof field(entry, 'id', 'name') === 'string' && isObject(entry.fields);

function manifestsOf(entries: readonly Json[] | undefined): Manifest[] {
  return (entries ?? []).map((entry) => {
    const object = field(entry, 'object');
    if (!isKubeObject(object)) throw recordCorrupt('an entry is no object');
    const source = field(entry, 'source');
    return {
      id: idOf(object),
      object,
      ...(field(entry, 'sensitive') === true && { sensitive: true }),
      ...(isObject(source) && { source: source as unknown as Source }),
    };
  });
}

const isKubeObject = (value: Json | undefined): value is KubeObject =>
  stringField(value, 'apiVersion') !== undefined &&
  stringField(value, 'kind') !== undefined &&
  stringField(value, 'metadata', 'name') !== undefined;
