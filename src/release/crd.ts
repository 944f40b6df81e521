import type { ClusterClient } from '../cluster/types.ts';
import { until } from '../cluster/until.ts';
import { PlumblineError, toPlumblineError } from '../errors/error.ts';
import { field, stringField } from '../manifests/json.ts';
import type { ApiResource, JsonObject, KubeObject } from '../manifests/types.ts';
import { applyset, group, releaseResource } from './id.ts';

const crdResource: ApiResource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
};
const namespaceResource: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
};

const text: JsonObject = { type: 'string' };
const whole: JsonObject = { type: 'integer', format: 'int64' };
/** Kept as written: the envelope, not the schema, is what holds. */
const free: JsonObject = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
const column = (name: string, jsonPath: string, type = 'string', priority = 0): JsonObject => ({
  name,
  type,
  jsonPath,
  ...(priority > 0 && { priority }),
});

/** The CustomResourceDefinition of the release record. */
export const releaseCrd: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: `releases.${group}`,
    labels: { [applyset.isParentType]: 'true', 'app.kubernetes.io/name': 'plumbline' },
  },
  spec: {
    group,
    scope: 'Namespaced',
    names: {
      plural: 'releases',
      singular: 'release',
      kind: 'Release',
      listKind: 'ReleaseList',
      shortNames: ['plr'],
    },
    versions: [
      {
        name: releaseResource.version,
        served: true,
        storage: true,
        subresources: { status: {} },
        additionalPrinterColumns: [
          column('Target', '.metadata.name'),
          column('Revision', '.spec.current.revision', 'integer'),
          column('Commit', '.status.commit'),
          column('Objects', '.spec.current.objects.count', 'integer'),
          column('Ready', '.status.conditions[?(@.type=="Ready")].status'),
          column('Drift', '.status.drifted', 'integer'),
          column('Last check', '.status.lastCheck.time', 'date'),
          column('Pending', '.spec.pending.phase', 'string', 1),
          column('Age', '.metadata.creationTimestamp', 'date', 1),
        ],
        schema: {
          openAPIV3Schema: {
            type: 'object',
            description: 'What was last applied for one target: the commit, the objects and the policy.',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  format: {
                    type: 'integer',
                    description: 'Version of the format; readers refuse newer ones.',
                  },
                  newestCommit: text,
                  current: free,
                  pending: free,
                  history: { type: 'array', items: free },
                },
              },
              status: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
                properties: {
                  revision: whole,
                  commit: text,
                  objects: whole,
                  drifted: whole,
                  lastCheck: {
                    type: 'object',
                    'x-kubernetes-preserve-unknown-fields': true,
                    properties: { time: { type: 'string', format: 'date-time' } },
                  },
                  baselines: { type: 'array', 'x-kubernetes-list-type': 'atomic', items: free },
                  drifts: { type: 'array', 'x-kubernetes-list-type': 'atomic', items: free },
                  conditions: {
                    type: 'array',
                    'x-kubernetes-list-type': 'map',
                    'x-kubernetes-list-map-keys': ['type'],
                    items: {
                      type: 'object',
                      required: ['type', 'status', 'reason', 'lastTransitionTime'],
                      properties: {
                        type: text,
                        status: { type: 'string', enum: ['True', 'False', 'Unknown'] },
                        reason: text,
                        message: text,
                        lastTransitionTime: { type: 'string', format: 'date-time' },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
};

const establishedWithinMs = 30_000;

/**
 * Makes the CRD and the namespace of releases where they are absent; what is there is never changed.
 * @returns what was done, one sentence each
 */
export async function installCrd(client: ClusterClient, namespace: string): Promise<string[]> {
  const done: string[] = [];
  const { name } = releaseCrd.metadata;
  const definition = await look(client, crdResource, name);
  if (definition === undefined) {
    await createOnce(client, crdResource, releaseCrd);
    done.push(`installed the CustomResourceDefinition ${name}`);
  }
  if ((await look(client, namespaceResource, namespace)) === undefined) {
    const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
    await createOnce(client, namespaceResource, object);
    done.push(`created the namespace ${namespace}`);
  }
  // Another run may have made it a moment ago: only an established one is known to be served.
  if (definition === 'forbidden' || isEstablished(definition)) return done;
  const served = await until(establishedWithinMs, async () => {
    if (!isEstablished(await client.get(crdResource, { name }))) return false;
    return isServed(client, namespace);
  });
  if (served) return done;
  throw new PlumblineError('UNHEALTHY', `the CustomResourceDefinition ${name} is not served after 30 s`, {
    remedy: `See its conditions: kubectl describe crd ${name}.`,
  });
}

/** What a login may not see is taken to be there: making the Release tells. */
async function look(
  client: ClusterClient,
  resource: ApiResource,
  name: string,
): Promise<KubeObject | 'forbidden' | undefined> {
  try {
    return await client.get(resource, { name });
  } catch (thrown) {
    if (toPlumblineError(thrown).code === 'FORBIDDEN') return 'forbidden';
    throw thrown;
  }
}

async function createOnce(client: ClusterClient, resource: ApiResource, object: KubeObject): Promise<void> {
  try {
    await client.create(resource, object, { fieldManager: 'plumbline-setup' });
  } catch (thrown) {
    if (toPlumblineError(thrown).code !== 'CONFLICT') throw thrown;
  }
}

function isEstablished(definition: KubeObject | undefined): boolean {
  const conditions = field(definition, 'status', 'conditions');
  if (!Array.isArray(conditions)) return false;
  return conditions.some(
    (one) => stringField(one, 'type') === 'Established' && stringField(one, 'status') === 'True',
  );
}

async function isServed(client: ClusterClient, namespace: string): Promise<boolean> {
  try {
    await client.list(releaseResource, { namespace });
    return true;
  } catch (thrown) {
    if (toPlumblineError(thrown).code === 'UNKNOWN_KIND') return false;
    throw thrown;
  }
}
