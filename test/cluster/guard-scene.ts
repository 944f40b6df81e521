import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { GuardContext, Visit } from '../../guard/types.ts';
import { visitRelease } from '../../guard/visit.ts';
import type { TargetContext } from '../../src/apply/context.ts';
import { targetOf } from '../../src/apply/from-record.ts';
import { preview } from '../../src/apply/preview.ts';
import { ensureRelease, pendingRevision } from '../../src/apply/record.ts';
import { type ApplyOptions, applyTarget } from '../../src/apply/run.ts';
import { connect } from '../../src/cluster/client.ts';
import type { ClusterClient } from '../../src/cluster/types.ts';
import { idOf } from '../../src/manifests/identity.ts';
import { field } from '../../src/manifests/json.ts';
import type { Json, JsonObject, KubeObject } from '../../src/manifests/types.ts';
import { readRelease } from '../../src/release/read.ts';
import { setPending } from '../../src/release/transitions.ts';
import type { Release, ReleasePolicy } from '../../src/release/types.ts';
import { sharedCluster } from '../support/cluster.ts';
import { around } from './release-server.ts';

export const root = join(import.meta.dirname, '../..');
export const configMaps = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespaced: true,
};
const namespaces = { group: '', version: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false };
export const cluster = sharedCluster();
export const { client } = await connect({ env: { ...process.env, ...cluster.env } });

type Policy = Partial<Pick<ReleasePolicy, 'drift' | 'onInterrupted' | 'wait' | 'hooks'>>;

/** A namespace of its own for a release and its objects. */
export async function freshNamespace(): Promise<string> {
  const name = `guard-${randomBytes(4).toString('hex')}`;
  await client.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  return name;
}

export const configMap = (namespace: string, name: string, data: JsonObject): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});

export function contextOf(
  name: string,
  namespace: string,
  objects: KubeObject[],
  policy: Policy = {},
): TargetContext {
  const target = targetOf(
    { name, namespace },
    {
      prune: { enabled: true, maxDeletions: 100 },
      adopt: 'kubectl',
      takeover: ['kubectl-*'],
      wait: { enabled: true, timeout: 20_000 },
      onFailure: 'stop',
      onInterrupted: 'resume',
      drift: { mode: 'revert', foreign: 'warn' },
      ignore: [],
      allowDestroy: [],
      ...policy,
    },
  );
  const manifests = objects.map((object) => ({ id: idOf(object), object }));
  const hooks = policy.hooks === undefined ? {} : { hooks: { digest: policy.hooks, hooks: [] } };
  return {
    target,
    client,
    objects: client,
    source: { repository: 'github.com/acme/shop', commit: 'a'.repeat(40) },
    desired: () => Promise.resolve({ manifests, findings: [], ...hooks }),
    progress: () => undefined,
  };
}

export const applyOptions: ApplyOptions = {
  holder: 'test',
  lockTimeoutMs: 10_000,
  duringPause: false,
  ancestry: { contains: () => Promise.resolve('yes'), reapply: false },
};

export async function released(
  objects: KubeObject[],
  namespace: string,
  policy?: Policy,
  name = 'shop',
): Promise<string> {
  const result = await applyTarget(contextOf(name, namespace, objects, policy), applyOptions);
  expect(result.error).toBeUndefined();
  return name;
}

/** As an apply leaves it that was killed once it had recorded what it begins. */
export async function interrupted(
  objects: KubeObject[],
  namespace: string,
  policy?: Policy,
  name = 'shop',
): Promise<Release> {
  const context = contextOf(name, namespace, objects, policy);
  const planned = await preview(context, 'apply');
  const release = await ensureRelease(context, planned.release);
  return setPending(client, release, await pendingRevision(context, planned, release));
}

export const guardAs = (login: ClusterClient = client) => ({
  client: login,
  holder: 'guard/test',
  signal: new AbortController().signal,
});
export const visitAs = (guard: GuardContext, namespace: string, name = 'shop'): Promise<Visit> =>
  visitRelease(guard, { name, namespace });
export const visit = (namespace: string, login?: ClusterClient, name?: string): Promise<Visit> =>
  visitAs(guardAs(login), namespace, name);

/** A login for which something happens, once, right before its first such request for an object of this kind. */
export function meanwhile(method: 'apply' | 'replace', kind: string, act: () => unknown): ClusterClient {
  let over = false;
  return around(client, async (sent, send, resource) => {
    if (!over && sent === method && resource.kind === kind) {
      over = true;
      await act();
    }
    return send();
  });
}

export const read = async (namespace: string, name = 'shop'): Promise<Release> =>
  (await readRelease(client, { name, namespace })) as Release;
export const dataOf = async (namespace: string, name: string): Promise<Json | undefined> =>
  (await client.get(configMaps, { namespace, name }))?.data;
export const edit = (namespace: string, name: string, data: JsonObject): Promise<unknown> =>
  client.patch(configMaps, { namespace, name }, 'merge', { data }, { fieldManager: 'kubectl-edit' });

export function condition({ status }: Release, type: string): JsonObject | undefined {
  const { conditions } = status;
  if (!Array.isArray(conditions)) return undefined;
  return conditions.find((one) => field(one, 'type') === type) as JsonObject | undefined;
}
