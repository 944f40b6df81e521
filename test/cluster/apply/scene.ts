import { afterAll, beforeAll, expect } from '@jest/globals';
import type { ClusterClient } from '../../../src/cluster/types.ts';
import type { ErrorCode } from '../../../src/errors/codes.ts';
import { labelsOf } from '../../../src/manifests/identity.ts';
import type { ApiResource, JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { readRelease } from '../../../src/release/read.ts';
import type { Release } from '../../../src/release/types.ts';
import { sharedCluster } from '../../support/cluster.ts';
import { connectToServer, namespace as releases } from '../release-server.ts';
import { type Applied, Delivery } from './delivery.ts';

export { releases };
export const cluster = sharedCluster();

/** A client of the shared cluster for the tests of this file. */
export function useClient(): () => ClusterClient {
  let server: Awaited<ReturnType<typeof connectToServer>> | undefined;
  beforeAll(async () => {
    server = await connectToServer();
  });
  afterAll(() => server?.stop());
  return () => {
    if (server === undefined) throw new Error('the client is there within a test only');
    return server.client;
  };
}

export const delivery = (): Delivery => new Delivery(cluster);

export const object = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: JsonObject = {},
  metadata: JsonObject = {},
): KubeObject => ({ apiVersion, kind, metadata: { name, ...metadata }, ...rest });

export const configMap = (
  name: string,
  data: JsonObject = { a: '1' },
  metadata: JsonObject = {},
): KubeObject => object('v1', 'ConfigMap', name, { data }, metadata);

export const deployment = (name: string, spec: JsonObject = {}, labels?: JsonObject): KubeObject =>
  object('apps/v1', 'Deployment', name, {
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: labels ?? { app: name } },
        spec: { containers: [{ name: 'main', image: 'main:1' }] },
      },
      ...spec,
    },
  });

/** Refused by the API server alone, and in the stage after ConfigMaps. */
export const invalid = deployment('invalid', {}, { app: 'another' });

export const claim = (name: string): KubeObject =>
  object('v1', 'PersistentVolumeClaim', name, {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });

const resource = (group: string, kind: string, plural: string): ApiResource => ({
  group,
  version: 'v1',
  kind,
  plural,
  namespaced: true,
});
export const resources = {
  ConfigMap: resource('', 'ConfigMap', 'configmaps'),
  Service: resource('', 'Service', 'services'),
  PersistentVolumeClaim: resource('', 'PersistentVolumeClaim', 'persistentvolumeclaims'),
  Deployment: resource('apps', 'Deployment', 'deployments'),
  RoleBinding: resource('rbac.authorization.k8s.io', 'RoleBinding', 'rolebindings'),
};

export const live = (
  client: ClusterClient,
  { name: namespace }: { name: string },
  kind: keyof typeof resources,
  name: string,
): Promise<KubeObject | undefined> => client.get(resources[kind], { namespace, name });

export const partOf = (object: KubeObject | undefined): string | undefined =>
  object && labelsOf(object)['applyset.kubernetes.io/part-of'];

export async function recordOf(client: ClusterClient, { name }: { name: string }): Promise<Release> {
  const release = await readRelease(client, { name, namespace: releases });
  if (release === undefined) throw new Error(`there is no release ${name}`);
  return release;
}

/** Applied and nothing amiss. */
export function applied(run: Applied): Applied {
  expect({ error: run.result.error, exitCode: run.exitCode }).toEqual({ error: undefined, exitCode: 0 });
  return run;
}

/** Ended with this error, which names all of these texts in message or remedy. */
export function endedWith(run: Applied, code: ErrorCode, ...texts: string[]): void {
  expect(run.result.error).toMatchObject({ code });
  const said = `${run.result.error?.message} ${run.result.error?.remedy ?? ''}`;
  for (const text of texts) expect(said).toContain(text);
}

/** Makes an object as kubectl does: in the delivery's namespace, which is made if it is absent. */
export async function kubectlApply({ name }: Delivery, ...objects: KubeObject[]): Promise<void> {
  const namespace = object('v1', 'Namespace', name);
  await kubectl(['apply', '-f', '-'], JSON.stringify(namespace));
  for (const one of objects) await kubectl(['apply', '-n', name, '-f', '-'], JSON.stringify(one));
}

export const kubectl = (args: string[], input = ''): Promise<unknown> =>
  cluster.kubectl(args, { input, check: true });
