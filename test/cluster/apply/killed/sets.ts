import type { JsonObject, KubeObject } from '../../../../src/manifests/types.ts';

/** Two sets of one target, of many kinds: the second creates, updates, replaces, adopts, forgets and deletes. */

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: JsonObject,
  metadata: JsonObject = {},
): KubeObject => ({ apiVersion, kind, metadata: { name, ...metadata }, ...rest });

const configMap = (name: string, data: JsonObject, metadata: JsonObject = {}): KubeObject =>
  object('v1', 'ConfigMap', name, { data }, metadata);

const deployment = (name: string, image: string, env: JsonObject[], replicas: number): KubeObject =>
  object('apps/v1', 'Deployment', name, {
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'main', image, env }] },
      },
    },
  });

const service = (name: string, port: number): KubeObject =>
  object('v1', 'Service', name, { spec: { clusterIP: 'None', selector: { app: name }, ports: [{ port }] } });

const rbac = 'rbac.authorization.k8s.io';
const role = (kind: 'Role' | 'ClusterRole', name: string, verbs: string[]): KubeObject =>
  object(`${rbac}/v1`, kind, name, { rules: [{ apiGroups: [''], resources: ['pods'], verbs }] });

const binding = (kind: string, name: string, roleKind: string, roleName: string, at: string): KubeObject =>
  object(
    `${rbac}/v1`,
    kind,
    name,
    {
      roleRef: { apiGroup: rbac, kind: roleKind, name: roleName },
      subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: at }],
    },
    { annotations: { 'plumbline.dev/replace': 'allow' } },
  );

const cronJob = (name: string): KubeObject =>
  object('batch/v1', 'CronJob', name, {
    spec: {
      schedule: '0 4 1 1 *',
      suspend: true,
      jobTemplate: {
        spec: {
          template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'job:1' }] } },
        },
      },
    },
  });

const keep = { annotations: { 'plumbline.dev/prune': 'keep' } };

export const firstSet = (name: string): KubeObject[] => [
  configMap('same', { a: '1' }),
  configMap('taken', { a: '1', b: '2' }),
  configMap('changed', { a: '1', b: '2' }),
  configMap('gone-a', { a: '1' }),
  configMap('gone-b', { a: '1' }),
  configMap('forgotten', { a: '1' }, keep),
  object('v1', 'Secret', 'password', { stringData: { user: 'ada', password: 'one' } }),
  object('v1', 'ServiceAccount', 'web', {}),
  service('web', 80),
  service('old', 80),
  cronJob('old'),
  deployment('web', 'web:1', [{ name: 'A', value: '1' }], 1),
  role('Role', 'web', ['get']),
  role('Role', 'other', ['get']),
  binding('RoleBinding', 'web', 'Role', 'web', name),
  role('ClusterRole', name, ['get']),
];

export const secondSet = (name: string): KubeObject[] => [
  configMap('same', { a: '1' }),
  configMap('taken', { a: '1' }),
  configMap('changed', { a: 'one', c: '3' }),
  configMap('adopted', { a: '1' }),
  configMap('made', { a: '1' }),
  object('v1', 'Secret', 'password', { stringData: { user: 'ada', password: 'two' } }),
  object('v1', 'Secret', 'token', { stringData: { token: 'three' } }),
  object('v1', 'ServiceAccount', 'web', { automountServiceAccountToken: false }),
  service('web', 8080),
  deployment('web', 'web:2', [{ name: 'B', value: '2' }], 1),
  deployment('worker', 'worker:1', [], 0),
  role('Role', 'web', ['get', 'list']),
  role('Role', 'other', ['get']),
  binding('RoleBinding', 'web', 'Role', 'other', name),
  role('ClusterRole', name, ['get', 'watch']),
  binding('ClusterRoleBinding', name, 'ClusterRole', name, name),
  object('v1', 'Namespace', `${name}-more`, {}),
  configMap('elsewhere', { a: '1' }, { namespace: `${name}-more` }),
  definition(name),
  object(`${name}.example.com/v1`, 'Widget', 'first', { spec: { size: 3 } }),
  cronJob('new'),
  object('policy/v1', 'PodDisruptionBudget', 'web', {
    spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
  }),
  object('networking.k8s.io/v1', 'NetworkPolicy', 'web', {
    spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'] },
  }),
];

function definition(name: string): KubeObject {
  const group = `${name}.example.com`;
  const spec = { type: 'object', properties: { size: { type: 'integer' } } };
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } };
  return object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `widgets.${group}`, {
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets', singular: 'widget' },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  });
}

/** What kubectl made beforehand: Git takes it over, and drops a field of each. */
export const madeByKubectl = [
  { revision: 1, object: configMap('taken', { a: '1', b: '2' }) },
  { revision: 2, object: configMap('adopted', { a: '0', left: 'behind' }) },
];

/** Decided by somebody else: handed over at creation. */
export const ignore = [{ kind: 'Deployment', name: 'worker', paths: ['spec.replicas'] }];
