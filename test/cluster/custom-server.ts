import { until } from '../../src/cluster/until.ts';
import type { ApiResource, JsonObject, KubeObject } from '../../src/manifests/types.ts';
import { connectToServer, freshName } from './release-server.ts';

const definitions: ApiResource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
};

/** An API server that serves a custom resource of its own, cluster-scoped. */
export interface CustomServer {
  definition: KubeObject;
  object(spec: JsonObject): KubeObject;
  /** What the server says against the object in a dry run, unknown fields included. */
  refusalOf(object: KubeObject): Promise<string | undefined>;
  stop(): Promise<void>;
}

export async function serveCustom(kind: string, openAPIV3Schema: JsonObject): Promise<CustomServer> {
  const { client, stop } = await connectToServer();
  const group = `${freshName()}.example.com`;
  const singular = kind.toLowerCase();
  const plural = `${singular}s`;
  const resource: ApiResource = { group, version: 'v1', kind, plural, namespaced: false };
  const definition: KubeObject = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Cluster',
      names: { kind, listKind: `${kind}List`, plural, singular },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }],
    },
  };
  const refusalOf = async (object: KubeObject): Promise<string | undefined> => {
    try {
      await client.create(resource, object, { dryRun: true });
      return undefined;
    } catch (thrown) {
      return Error.isError(thrown) ? thrown.message : String(thrown);
    }
  };
  await client.apply(definitions, definition);
  const isServed = async (): Promise<boolean> =>
    await client.list(resource).then(
      () => true,
      () => false,
    );
  if (!(await until(30_000, isServed))) throw new Error(`${plural} of ${group} are not served`);
  return {
    definition,
    object: (spec) => ({ apiVersion: `${group}/v1`, kind, metadata: { name: freshName() }, spec }),
    refusalOf,
    stop: async () => {
      await client.delete(definitions, { name: definition.metadata.name });
      stop();
    },
  };
}
