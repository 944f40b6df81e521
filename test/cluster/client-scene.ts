import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, expect } from '@jest/globals';
import { type ClientOptions, createClient } from '../../src/cluster/client.ts';
import { type CredentialOptions, type Credentials, loadCredentials } from '../../src/cluster/credentials.ts';
import type { ClusterClient } from '../../src/cluster/types.ts';
import { field } from '../../src/manifests/json.ts';
import type { ApiResource, JsonObject, KubeObject } from '../../src/manifests/types.ts';
import { sharedCluster } from '../support/cluster.ts';
import type { FaultProxy } from '../support/fault-proxy.ts';

export const cluster = sharedCluster();
export const ca = readFileSync(cluster.caFile, 'utf8');

const core = (kind: string, plural: string, namespaced = true): ApiResource => ({
  group: '',
  version: 'v1',
  kind,
  plural,
  namespaced,
});
export const configMaps = core('ConfigMap', 'configmaps');
export const secrets = core('Secret', 'secrets');
export const namespaces = core('Namespace', 'namespaces', false);
export const deployments: ApiResource = {
  ...core('Deployment', 'deployments'),
  group: 'apps',
};
const reviews: ApiResource = {
  group: 'authentication.k8s.io',
  version: 'v1',
  kind: 'SelfSubjectReview',
  plural: 'selfsubjectreviews',
  namespaced: false,
};

const open: ClusterClient[] = [];
afterAll(() => {
  for (const client of open) client.close();
});

/** With an environment of its own, so that nothing of the machine's leaks in. */
export async function connectWith(
  options: Partial<CredentialOptions> & ClientOptions = {},
): Promise<{ client: ClusterClient; credentials: Credentials }> {
  const env = options.env ?? {};
  const credentials = await loadCredentials({ ...options, env });
  const client = createClient(credentials, { ...options, env });
  open.push(client);
  return { client, credentials };
}

/** The administrator's client, straight to the server. */
export const admin = (await connectWith({ kubeconfig: cluster.kubeconfig })).client;

/** The administrator's client through a proxy. */
export function through(proxy: FaultProxy, options: ClientOptions = {}): ClusterClient {
  const credentials: Credentials = {
    server: proxy.server,
    context: undefined,
    namespace: undefined,
    ca: proxy.certificate,
    tlsServerName: undefined,
    insecureSkipTlsVerify: false,
    proxyUrl: undefined,
    impersonation: {},
    warnings: [],
    authenticate: () => Promise.resolve({ authorization: `Bearer ${cluster.adminToken}` }),
  };
  const client = createClient(credentials, { backoffMs: 1, ...options, env: {} });
  open.push(client);
  return client;
}

/** Whom the API server takes the client for. */
export async function whoIs(client: ClusterClient): Promise<JsonObject> {
  const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview', metadata: {} };
  const { object } = await client.create(reviews, review as JsonObject as KubeObject);
  return field(object, 'status', 'userInfo') as JsonObject;
}

export async function freshNamespace(): Promise<string> {
  const name = `client-${randomBytes(4).toString('hex')}`;
  await admin.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  return name;
}

export const configMap = (
  namespace: string,
  name: string,
  data: JsonObject = {},
  metadata: JsonObject = {},
): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata, name, namespace }, data });

/** One that is valid but for what `spec` changes. */
export function deployment(namespace: string, name: string, spec: JsonObject): KubeObject {
  const labels = { app: name };
  const containers = [{ name: 'main', image: 'example.org/web:1' }];
  const valid = {
    replicas: 0,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers } },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { ...valid, ...spec },
  };
}

export const failsWith = (code: string, rest: Record<string, unknown> = {}): unknown =>
  expect.objectContaining({ code, ...rest });
