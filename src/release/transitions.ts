import type { ClusterClient } from '../cluster/types.ts';
import { toPlumblineError } from '../errors/error.ts';
import { annotationsOf, kindKey } from '../manifests/identity.ts';
import { isObject } from '../manifests/json.ts';
import type { JsonObject, KubeObject, Manifest } from '../manifests/types.ts';
import { sealEnvelope } from './envelope.ts';
import { apiVersion, applyset, applysetId, releaseResource, uidOf } from './id.ts';
import { bareRelease, format, type ReleaseName, readRelease } from './read.ts';
import type { HistoryEntry, PendingRevision, Release, ReleaseSource, Revision, Tombstone } from './types.ts';

const keptRevisions = 10;
/** kubectl wants `<name>/<semver>`, and so leaves our sets alone. */
const tooling = 'plumbline/v0.1.0';

/** Makes an empty Release; one that somebody else makes at the same time is taken as it is. */
export async function createRelease(
  client: ClusterClient,
  { name, namespace }: ReleaseName,
): Promise<Release> {
  const object: KubeObject = {
    apiVersion,
    kind: releaseResource.kind,
    metadata: {
      name,
      namespace,
      labels: { [applyset.id]: applysetId(name, namespace), 'app.kubernetes.io/managed-by': 'plumbline' },
      annotations: {
        [applyset.tooling]: tooling,
        [applyset.containsGroupKinds]: '',
        [applyset.additionalNamespaces]: '',
      },
    },
    spec: { format, newestCommit: '', history: [] },
  };
  try {
    return bareRelease((await client.create(releaseResource, object)).object);
  } catch (thrown) {
    if (toPlumblineError(thrown).code !== 'CONFLICT') throw thrown;
    const theirs = await readRelease(client, { name, namespace });
    if (theirs === undefined) throw thrown;
    return theirs;
  }
}

export type NewPending = Omit<PendingRevision, 'envelope'> & { manifests: Manifest[] };

/** Begins a revision: from here on a dead run can be taken up. */
export async function setPending(
  client: ClusterClient,
  release: Release,
  begun: NewPending,
): Promise<Release> {
  const { manifests, ...fields } = begun;
  const { phase, message: _message, ...revision } = fields;
  const envelope = sealEnvelope(revision as unknown as JsonObject, {
    name: release.name,
    namespace: release.namespace,
    uid: release.uid,
    supersedes: release.current?.envelope,
  });
  const pending: PendingRevision = { ...revision, envelope, phase };
  return swap(
    client,
    release,
    (spec) => ({ ...spec, pending: pending as unknown as JsonObject }),
    { pending: { ...pending, manifests } },
    membersOf(release, [release.current, release.pending, { ...pending, manifests }]),
  );
}

/** Notes how an apply ended before its end. */
export async function setPhase(
  client: ClusterClient,
  release: Release,
  phase: PendingRevision['phase'],
  message: string,
): Promise<Release> {
  const { pending } = release;
  if (pending === undefined) return release;
  const change = { phase, message: message.slice(0, 500) };
  return swap(
    client,
    release,
    (spec) => ({ ...spec, pending: { ...(spec.pending as JsonObject), ...change } }),
    {
      pending: { ...pending, ...change },
    },
  );
}

/** One compare-and-swap: pending becomes current, current goes to the history, the newest commit moves on. */
export async function promote(client: ClusterClient, release: Release): Promise<Release> {
  const { pending, current } = release;
  if (pending === undefined) return release;
  const { phase: _phase, message: _message, manifests, ...revision } = pending;
  const history = current === undefined ? release.history : [historyOf(current), ...release.history];
  const kept = history.slice(0, keptRevisions);
  const newestCommit =
    pending.rollback === true || revision.source.commit === ''
      ? release.newestCommit
      : revision.source.commit;
  const promoted = await swap(
    client,
    release,
    ({ pending: _pending, ...spec }) => ({
      ...spec,
      newestCommit,
      current: revision as unknown as JsonObject,
      history: kept as unknown as JsonObject[],
    }),
    { current: { ...revision, manifests }, history: kept, newestCommit },
    membersOf(release, [pending]),
  );
  const { pending: _done, ...rest } = promoted;
  return rest;
}

function historyOf({
  tombstones: _tombstones,
  manifests: _manifests,
  ...entry
}: Revision & { manifests?: Manifest[] }): HistoryEntry {
  return entry;
}

/** The same objects from another commit: a newer one, or in a rollback an older one. */
export async function recordCommit(
  client: ClusterClient,
  release: Release,
  source: ReleaseSource,
  isRollback = false,
): Promise<Release> {
  const { current } = release;
  if (current === undefined) return release;
  const { manifests, envelope, rollback: _before, ...rest } = current;
  const fields = { ...rest, ...(isRollback && { rollback: true }) };
  const revision = { ...fields, source } as unknown as JsonObject;
  const sealed = sealEnvelope(revision, {
    name: release.name,
    namespace: release.namespace,
    uid: release.uid,
    supersedes: envelope,
  });
  const newestCommit = isRollback || source.commit === '' ? release.newestCommit : source.commit;
  return swap(
    client,
    release,
    (spec) => ({ ...spec, newestCommit, current: { ...revision, envelope: sealed } }),
    {
      current: { ...fields, source, envelope: sealed, manifests },
      newestCommit,
    },
  );
}

/**
 * Keeps only the tombstones that are not gone yet, and the resources of what is left. The set they left is the
 * same, so the envelope is renewed.
 */
export async function dropTombstones(
  client: ClusterClient,
  release: Release,
  remaining: Tombstone[],
): Promise<Release> {
  const { current } = release;
  if (current === undefined) return release;
  const { manifests, envelope, ...fields } = current;
  const here = new Set([...manifests.map(({ id }) => id), ...remaining].map(kindKey));
  const dropped = new Set(fields.tombstones.map(kindKey).filter((kind) => !here.has(kind)));
  const resources = fields.resources.filter((resource) => !dropped.has(kindKey(resource)));
  const revision = { ...fields, resources, tombstones: remaining } as unknown as JsonObject;
  const sealed = sealEnvelope(revision, {
    name: release.name,
    namespace: release.namespace,
    uid: release.uid,
    supersedes: envelope,
  });
  const kept = { ...fields, resources, tombstones: remaining, envelope: sealed, manifests };
  return swap(
    client,
    release,
    (spec) => ({ ...spec, current: { ...revision, envelope: sealed } }),
    { current: kept },
    membersOf(release, [kept, release.pending]),
  );
}

type Members = Pick<Revision, 'resources' | 'tombstones'> & { manifests: Manifest[] };

/**
 * What the ApplySet annotations say of the members: all kinds and namespaces in which there may be some, so
 * those of what is begun before it is written, and those of what is removed until it is gone.
 */
function membersOf(release: Release, revisions: readonly (Members | undefined)[]): { [key: string]: string } {
  const there = revisions.filter((revision) => revision !== undefined);
  const kinds = new Set(
    there.flatMap(({ resources, tombstones }) => [...resources, ...tombstones].map(kindKey)),
  );
  const ids = there.flatMap(({ manifests, tombstones }) => [...manifests.map(({ id }) => id), ...tombstones]);
  const namespaces = new Set(ids.flatMap(({ namespace }) => namespace ?? []));
  namespaces.delete(release.namespace);
  return {
    [applyset.tooling]: tooling,
    [applyset.containsGroupKinds]: [...kinds].sort().join(','),
    [applyset.additionalNamespaces]: [...namespaces].sort().join(','),
  };
}

const swapAttempts = 5;

/**
 * Writes the spec as a compare-and-swap: a write of somebody else to it in between is a CONFLICT. A write to
 * the status or to annotations (the guard's, a pause) is none: it moves the resourceVersion, not the generation.
 */
async function swap(
  client: ClusterClient,
  release: Release,
  change: (spec: JsonObject) => JsonObject,
  view: Partial<Release>,
  annotations: { [key: string]: string } = {},
): Promise<Release> {
  let here = release.object;
  for (let attempt = 1; ; attempt += 1) {
    const { status: _status, ...rest } = here;
    const metadata = { ...here.metadata, annotations: { ...annotationsOf(here), ...annotations } };
    const spec = { ...change(isObject(here.spec) ? here.spec : {}), format };
    try {
      const sent = { ...rest, metadata, spec };
      const { object } = await client.replace(releaseResource, sent, { fieldManager: 'plumbline-record' });
      return { ...release, ...view, ...headOf(object) };
    } catch (thrown) {
      if (toPlumblineError(thrown).code !== 'CONFLICT' || attempt === swapAttempts) throw thrown;
      const newer = await client.get(releaseResource, release);
      if (newer === undefined || !sameSpec(newer, here)) throw thrown;
      here = newer;
    }
  }
}

function sameSpec(a: KubeObject, b: KubeObject): boolean {
  return uidOf(a) === uidOf(b) && a.metadata.generation === b.metadata.generation;
}

/** What every answer of the server renews. */
export function headOf(
  object: KubeObject,
): Pick<Release, 'object' | 'resourceVersion' | 'annotations' | 'status'> {
  const { resourceVersion, annotations, status } = bareRelease(object);
  return { object, resourceVersion, annotations, status };
}
