import { expect } from '@jest/globals';
import { readLease } from '../../../../src/apply/lease-object.ts';
import { isDeadNeighbour } from '../../../../src/apply/local-run.ts';
import type { ClusterClient } from '../../../../src/cluster/types.ts';
import { annotationsOf, idKey, idOf } from '../../../../src/manifests/identity.ts';
import { field } from '../../../../src/manifests/json.ts';
import type { ApiResource, Json, JsonObject, KubeObject } from '../../../../src/manifests/types.ts';
import { applysetId } from '../../../../src/release/id.ts';
import { keyName } from '../../../../src/release/key.ts';
import { readRelease } from '../../../../src/release/read.ts';
import { referencedChunks } from '../../../../src/release/stored-chunks.ts';
import type { Release } from '../../../../src/release/types.ts';
import { namespace as releases, storedBy } from '../../release-server.ts';

/** What stays in the end: the same for every target, whatever became of the processes that applied it. */
export async function ending(
  client: ClusterClient,
  { name, commits }: { name: string; commits: readonly string[] },
): Promise<object> {
  const at = { name, namespace: releases };
  const release = (await readRelease(client, at)) as Release;
  const [objects, stored, lease] = await Promise.all([
    liveObjects(client, name),
    storedBy(client, name),
    readLease(client, at),
  ]);
  expect([...stored.keys()].sort()).toEqual([...referencedChunks(release), keyName(name)].sort());
  // Whoever died when all was done but giving it back is known to be dead.
  const holder = lease?.holder ?? '';
  expect({ holder, free: holder === '' || isDeadNeighbour(holder) }).toEqual({ holder, free: true });
  const uids = new Map(objects.map((object) => [idKey(idOf(object)), object.metadata.uid]));
  for (const [key, { uid }] of release.baselines) expect({ key, uid }).toEqual({ key, uid: uids.get(key) });
  return anonymous({ objects: objects.map(settled), record: recordOf(release) }, name, commits);
}

/** Without digests, which the name of the target goes into, times and what the server numbers. */
function recordOf(release: Release): unknown {
  const { current, pending, history, newestCommit, baselines, annotations, status } = release;
  return {
    current: current && { ...revisionOf(current), manifests: current.manifests },
    pending,
    history: history.map(revisionOf),
    newestCommit,
    baselines: [...baselines.values()].map(({ uid: _uid, manifest: _digest, ...rest }) => rest),
    annotations,
    status: {
      revision: status.revision,
      objects: status.objects,
      commit: status.commit,
      conditions: (status.conditions as JsonObject[]).map(({ lastTransitionTime: _time, ...rest }) => rest),
    },
  };
}

function revisionOf<T extends Partial<Release['current'] & object>>(revision: T): object {
  const { objects, envelope: _envelope, time: _time, ...rest } = revision;
  return { ...rest, objects: objects?.count, chunks: objects?.chunks.map(({ kind }) => kind) };
}

const resource = (
  [group, version]: [string, string],
  kind: string,
  plural: string,
  namespaced = true,
): ApiResource => ({ group, version, kind, plural, namespaced });
const core: [string, string] = ['', 'v1'];
const rbac: [string, string] = ['rbac.authorization.k8s.io', 'v1'];

const namespacedKinds = [
  resource(core, 'ConfigMap', 'configmaps'),
  resource(core, 'Secret', 'secrets'),
  resource(core, 'Service', 'services'),
  resource(core, 'ServiceAccount', 'serviceaccounts'),
  resource(['apps', 'v1'], 'Deployment', 'deployments'),
  resource(['batch', 'v1'], 'CronJob', 'cronjobs'),
  resource(['networking.k8s.io', 'v1'], 'NetworkPolicy', 'networkpolicies'),
  resource(['policy', 'v1'], 'PodDisruptionBudget', 'poddisruptionbudgets'),
  resource(rbac, 'Role', 'roles'),
  resource(rbac, 'RoleBinding', 'rolebindings'),
];
const clusterKinds = [
  resource(core, 'Namespace', 'namespaces', false),
  resource(rbac, 'ClusterRole', 'clusterroles', false),
  resource(rbac, 'ClusterRoleBinding', 'clusterrolebindings', false),
  resource(['apiextensions.k8s.io', 'v1'], 'CustomResourceDefinition', 'customresourcedefinitions', false),
];

async function liveObjects(client: ClusterClient, name: string): Promise<KubeObject[]> {
  const widgets = resource([`${name}.example.com`, 'v1'], 'Widget', 'widgets');
  const lists = [...namespacedKinds, widgets].flatMap((kind) =>
    [name, `${name}-more`].map(async (namespace) => (await client.list(kind, { namespace })).items),
  );
  const names = [name, `${name}-more`, `widgets.${name}.example.com`];
  const gets = clusterKinds.flatMap((kind) => names.map((one) => client.get(kind, { name: one })));
  const found = [...(await Promise.all(lists)).flat(), ...(await Promise.all(gets))];
  return found.filter((object) => object !== undefined).filter((object) => !madeByKubernetes(object));
}

function madeByKubernetes({ kind, metadata }: KubeObject): boolean {
  return (
    (kind === 'ConfigMap' && metadata.name === 'kube-root-ca.crt') ||
    (kind === 'ServiceAccount' && metadata.name === 'default')
  );
}

/** The object as people wrote it: without what the server counts and what controllers add. */
function settled({ status: _status, ...object }: KubeObject): Json {
  const { uid: _uid, resourceVersion: _version, generation: _generation, ...rest } = object.metadata;
  const { creationTimestamp: _created, managedFields, ...metadata } = rest;
  const { 'deployment.kubernetes.io/revision': _revision, ...annotations } = annotationsOf(object);
  const entries = (Array.isArray(managedFields) ? managedFields : []) as JsonObject[];
  const people = entries.filter(
    (entry) => entry.subresource === undefined && !String(entry.manager).startsWith('kube-'),
  );
  const owners = people.map(({ time: _time, ...entry }) => entry).sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return { ...object, metadata: { ...metadata, annotations, managedFields: owners as Json[] } };
}

const key = (entry: JsonObject): string => `${String(entry.manager)} ${String(field(entry, 'operation'))}`;

/** With the target's name, what is made of it, and its commits replaced. */
function anonymous(value: object, name: string, commits: readonly string[]): object {
  const words: [string, string][] = [
    [applysetId(name, releases), 'APPLYSET'],
    ...commits.flatMap((commit, index): [string, string][] => [
      [commit, `COMMIT ${index + 1}`],
      [commit.slice(0, 7), `SHORT ${index + 1}`],
    ]),
    [name, 'NAME'],
  ];
  const text = words.reduce((here, [from, to]) => here.replaceAll(from, to), JSON.stringify(value));
  return JSON.parse(text) as object;
}
