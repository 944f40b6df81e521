import { randomBytes } from 'node:crypto';
import { connect } from '../../src/cluster/client.ts';
import type { ClusterClient, RequestLimits } from '../../src/cluster/types.ts';
import type { ApiResource, KubeObject } from '../../src/manifests/types.ts';
import { installCrd } from '../../src/release/crd.ts';
import { chunkLabel } from '../../src/release/id.ts';

export const namespace = 'plumbline-system';

/** Clients of the API server that KUBECONFIG names; the CRD is there. */
export async function connectToServer(): Promise<{
  client: ClusterClient;
  actAs(user: string): Promise<ClusterClient>;
  stop(): void;
}> {
  const { client } = await connect({ env: process.env });
  const all = [client];
  await installCrd(client, namespace);
  return {
    client,
    actAs: async (impersonate) => {
      const other = await connect({ env: process.env, impersonate });
      all.push(other.client);
      return other.client;
    },
    stop: () => {
      for (const one of all) one.close();
    },
  };
}

/** A name that no other test uses. */
export const freshName = (): string => `test-${randomBytes(5).toString('hex')}`;

const core = (kind: string, plural: string): ApiResource => ({
  group: '',
  version: 'v1',
  kind,
  plural,
  namespaced: true,
});
export const configMaps = core('ConfigMap', 'configmaps');
export const secrets = core('Secret', 'secrets');
export const events = core('Event', 'events');

/** All that a release has stored, by name. */
export async function storedBy(client: ClusterClient, release: string): Promise<Map<string, KubeObject>> {
  const options = { namespace, labelSelector: `${chunkLabel}=${release}` };
  const lists = await Promise.all([configMaps, secrets].map((resource) => client.list(resource, options)));
  return new Map(lists.flatMap(({ items }) => items).map((item) => [item.metadata.name, item]));
}

/** Lets a user do only this in the namespace of releases. */
export async function allow(
  client: ClusterClient,
  user: string,
  rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[],
): Promise<void> {
  const group = 'rbac.authorization.k8s.io';
  const rbac = (kind: string, plural: string): ApiResource => ({
    group,
    version: 'v1',
    kind,
    plural,
    namespaced: true,
  });
  const metadata = { name: user, namespace };
  const apiVersion = `${group}/v1`;
  await client.apply(rbac('Role', 'roles'), { apiVersion, kind: 'Role', metadata, rules });
  await client.apply(rbac('RoleBinding', 'rolebindings'), {
    apiVersion,
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: group, kind: 'Role', name: user },
    subjects: [{ kind: 'User', apiGroup: group, name: user }],
  });
}

/** The methods of a client that send a request. */
const sending = ['list', 'get', 'apply', 'create', 'replace', 'patch', 'delete'] as const;
type Sending = (typeof sending)[number];

/** The same client, with something done around every request. */
export function around(
  client: ClusterClient,
  wrap: (method: Sending, send: () => Promise<unknown>, resource: ApiResource) => Promise<unknown>,
): ClusterClient {
  const wrapped = sending.map((method) => {
    const send = client[method].bind(client) as (...args: unknown[]) => Promise<unknown>;
    return [method, (...args: unknown[]) => wrap(method, () => send(...args), args[0] as ApiResource)];
  });
  const within = (limits: RequestLimits): ClusterClient => around(client.within(limits), wrap);
  return Object.assign(Object.create(client) as ClusterClient, Object.fromEntries(wrapped), { within });
}
