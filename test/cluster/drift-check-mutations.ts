import type { ClusterClient, ObjectName } from '../../src/cluster/types.ts';
import { setAt } from '../../src/manifests/pattern.ts';
import type { ApiResource, Json, JsonObject, KubeObject } from '../../src/manifests/types.ts';

/** What a mutation of the corpus gets to work with: an object as a release has applied it. */
export interface Subject {
  client: ClusterClient;
  resource: ApiResource;
  name: ObjectName;
  manifest: KubeObject;
  live: KubeObject;
}

export type Mutation = (subject: Subject) => Promise<unknown>;

/** Somebody edits with kubectl. */
const merge =
  (patch: JsonObject, fieldManager = 'kubectl-edit', subresource?: string): Mutation =>
  ({ client, resource, name }) =>
    client.patch(resource, name, 'merge', patch, {
      fieldManager,
      ...(subresource !== undefined && { subresource }),
    });

const json =
  (...operations: JsonObject[]): Mutation =>
  ({ client, resource, name }) =>
    client.patch(resource, name, 'json', operations, { fieldManager: 'kubectl-edit' });

const set = (path: string, value: Json): JsonObject => ({ op: 'add', path, value });
const replace = (path: string, value: Json): JsonObject => ({ op: 'replace', path, value });
const remove = (path: string): JsonObject => ({ op: 'remove', path });

const atPath = (text: string): string[] => text.split('.').map((name) => `f:${name}`);

/** Somebody applies under a name: ours with the manifest changed, or another's with a part of their own. */
const applyOver =
  (path: string, value: Json, fieldManager = 'plumbline'): Mutation =>
  ({ client, resource, manifest }) =>
    client.apply(resource, setAt(manifest, atPath(path), value) as KubeObject, { fieldManager });

const applyPart =
  (part: JsonObject, fieldManager = 'other'): Mutation =>
  ({ client, resource, manifest }) => {
    const { apiVersion, kind, metadata } = manifest;
    const { name, namespace } = metadata;
    const object = { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
    const own = (part.metadata ?? {}) as JsonObject;
    return client.apply(
      resource,
      { ...object, ...part, metadata: { ...object.metadata, ...own } },
      { fieldManager },
    );
  };

const inOrder =
  (...mutations: Mutation[]): Mutation =>
  async (subject) => {
    for (const mutation of mutations) await mutation(subject);
  };

const recreate: Mutation = async ({ client, resource, name, manifest }) => {
  await client.delete(resource, name);
  await client
    .patch(resource, name, 'merge', { metadata: { finalizers: null } }, { fieldManager: 'kubectl' })
    .catch(() => undefined);
  await client.create(resource, manifest, { fieldManager: 'kubectl-create' });
};

const removed: Mutation = async ({ client, resource, name }) => {
  await client.delete(resource, name);
  await client
    .patch(resource, name, 'merge', { metadata: { finalizers: null } }, { fieldManager: 'kubectl' })
    .catch(() => undefined);
};

/** For every kind. */
export const everywhere: Record<string, Mutation> = {
  nothing: async () => undefined,
  'label added': merge({ metadata: { labels: { extra: 'x' } } }, 'kubectl-label'),
  'our label changed': merge({ metadata: { labels: { tier: 'db' } } }, 'kubectl-label'),
  'our label removed': merge({ metadata: { labels: { tier: null } } }, 'kubectl-label'),
  'our labels emptied': merge({ metadata: { labels: null } }),
  'our annotation removed': merge({ metadata: { annotations: { note: null } } }),
  'our label set to its own value': merge({ metadata: { labels: { tier: 'web' } } }, 'kubectl-label'),
  'our label co-applied': applyPart({ metadata: { labels: { tier: 'web' } } }),
  'our label applied over': applyPart({ metadata: { labels: { tier: 'cache' } } }),
  'applied under our name with another label': applyOver('metadata.labels.tier', 'queue'),
  'applied under our name with one more label': applyOver('metadata.labels.more', 'x'),
  'finalizer added': json(set('/metadata/finalizers', ['other.dev/hold', 'corpus.dev/hold'])),
  'managedFields wiped': merge({ metadata: { managedFields: [{}] } }),
  'recreated with equal content': recreate,
  removed,
};

const container = '/spec/template/spec/containers/0';
const workload: Record<string, Mutation> = {
  'image changed': json(set(`${container}/image`, 'shop/web:2')),
  'image set to its own value': json(set(`${container}/image`, 'shop/web:1')),
  'env value changed': json(set(`${container}/env/0/value`, '9')),
  'env value with an escaped name changed': json(set(`${container}/env/2/value`, '9')),
  'env removed': json(remove(`${container}/env/1`)),
  'env added first': json(set(`${container}/env/0`, { name: 'FIRST', value: 'x' })),
  'env added last': json(set(`${container}/env/-`, { name: 'LAST', value: 'x' })),
  'env duplicated': json(set(`${container}/env/-`, { name: 'A', value: 'again' })),
  'env emptied': json(remove(`${container}/env`)),
  'env reordered': json({ op: 'move', from: `${container}/env/0`, path: `${container}/env/1` }),
  'env valueFrom instead': json(
    replace(`${container}/env/0`, { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }),
  ),
  'containers reordered': json({
    op: 'move',
    from: '/spec/template/spec/containers/0',
    path: '/spec/template/spec/containers/1',
  }),
  'container added': json(set('/spec/template/spec/containers/-', { name: 'spy', image: 'spy' })),
  'container added first': json(set('/spec/template/spec/containers/0', { name: 'spy', image: 'spy' })),
  'container removed': json(remove('/spec/template/spec/containers/1')),
  'container renamed': json(set('/spec/template/spec/containers/1/name', 'other')),
  'command added': json(set(`${container}/command`, ['sh'])),
  'args changed': json(set(`${container}/args`, ['-v', '-y'])),
  'args reordered': json(set(`${container}/args`, ['-x', '-v'])),
  'args removed': json(remove(`${container}/args`)),
  'port added beside': json(set(`${container}/ports/-`, { containerPort: 80, protocol: 'UDP' })),
  'port protocol changed': json(set(`${container}/ports/0/protocol`, 'SCTP')),
  'port name added': json(set(`${container}/ports/0/name`, 'http')),
  'ports reordered': json({ op: 'move', from: `${container}/ports/0`, path: `${container}/ports/1` }),
  'limit written in another form': json(set(`${container}/resources/limits/memory`, '268435456')),
  'limit changed': json(set(`${container}/resources/limits/memory`, '512Mi')),
  'request added': json(set(`${container}/resources/requests`, { cpu: '1m' })),
  'toleration added': json(set('/spec/template/spec/tolerations/-', { operator: 'Exists' })),
  'node selector widened': json(set('/spec/template/spec/nodeSelector/zone', 'a')),
  'volume turned': json(replace('/spec/template/spec/volumes/0', { name: 'tmp', hostPath: { path: '/' } })),
  'emptyDir filled': json(set('/spec/template/spec/volumes/0/emptyDir/sizeLimit', '1Gi')),
  'volume added': json(set('/spec/template/spec/volumes/-', { name: 'host', hostPath: { path: '/' } })),
  'mount made read-only': json(set(`${container}/volumeMounts/0/readOnly`, true)),
  'host network': json(set('/spec/template/spec/hostNetwork', true)),
  restarted: merge({
    spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': 'now' } } } },
  }),
  'applied by another over the image': applyPart({
    spec: { template: { spec: { containers: [{ name: 'web', image: 'shop/web:3' }] } } },
  }),
  'item applied by another': applyPart({
    spec: { template: { spec: { containers: [{ name: 'web', env: [{ name: 'C', value: '3' }] }] } } },
  }),
};

const scaled: Record<string, Mutation> = {
  scaled: merge({ spec: { replicas: 3 } }, 'kubectl', 'scale'),
  'scaled by update': merge({ spec: { replicas: 0 } }),
  'scaled to its own value': merge({ spec: { replicas: 1 } }, 'kubectl', 'scale'),
  'applied under our name without replicas': applyOver('spec.replicas', null),
};

/** For one kind only. */
export const particular: Record<string, Record<string, Mutation>> = {
  Deployment: {
    ...workload,
    ...scaled,
    paused: merge({ spec: { paused: true } }),
    'strategy changed': merge({ spec: { strategy: { type: 'Recreate', rollingUpdate: null } } }),
    'status written': merge({ status: { observedGeneration: 9 } }, 'other', 'status'),
    'drifted and restored': inOrder(
      merge({ spec: { minReadySeconds: 5 } }),
      merge({ spec: { minReadySeconds: null } }),
    ),
    'image changed and restored': inOrder(
      json(set(`${container}/image`, 'shop/web:2')),
      json(set(`${container}/image`, 'shop/web:1')),
    ),
  },
  StatefulSet: {
    ...scaled,
    'partition set': merge({ spec: { updateStrategy: { rollingUpdate: { partition: 1 } } } }),
  },
  DaemonSet: { 'image changed': json(set(`${container}/image`, 'shop/web:2')) },
  CronJob: {
    suspended: merge({ spec: { suspend: true } }),
    'schedule changed': merge({ spec: { schedule: '5 0 1 1 *' } }),
    'image changed': json(set('/spec/jobTemplate/spec/template/spec/containers/0/image', 'shop/web:2')),
  },
  Service: {
    'port added': json(set('/spec/ports/-', { name: 'more', port: 81, protocol: 'TCP' })),
    'port removed': json(remove('/spec/ports/1')),
    'port renumbered': json(set('/spec/ports/0/port', 8080)),
    'ports reordered': json({ op: 'move', from: '/spec/ports/0', path: '/spec/ports/1' }),
    'target port changed': json(set('/spec/ports/0/targetPort', 8080)),
    'selector widened': json(set('/spec/selector/zone', 'a')),
    'type changed': merge({ spec: { type: 'NodePort' } }),
  },
  ConfigMap: {
    'value changed': merge({ data: { a: '2' } }),
    'key added': merge({ data: { c: '3' } }),
    'key removed': merge({ data: { a: null } }),
    'data emptied': merge({ data: null }),
    'last line break lost': merge({ data: { b: 'two\nlines' } }),
    'made immutable': merge({ immutable: true }),
    'binary data added': merge({ binaryData: { bin: 'AAA=' } }),
    terminating: ({ client, resource, name }) => client.delete(resource, name),
    'terminating and changed': inOrder(merge({ data: { a: '2' } }), ({ client, resource, name }) =>
      client.delete(resource, name),
    ),
    'our finalizer removed': merge({ metadata: { finalizers: null } }),
  },
  Secret: {
    'value changed': merge({ data: { user: 'cm9vdA==' } }),
    'value changed by stringData': merge({ stringData: { user: 'root' } }),
    'key removed': merge({ data: { user: null } }),
    'key added by stringData': merge({ stringData: { more: 'x' } }),
    'value set to itself by stringData': merge({ stringData: { user: 'admin' } }),
  },
  ServiceAccount: {
    'pull secret added': json(set('/imagePullSecrets/-', { name: 'more' })),
    'token not mounted': merge({ automountServiceAccountToken: false }),
  },
  PersistentVolumeClaim: { 'label co-owned': applyPart({ metadata: { labels: { app: 'shop' } } }) },
  Ingress: {
    'path changed': json(set('/spec/rules/0/http/paths/0/path', '/x')),
    'rule added': json(set('/spec/rules/-', { host: 'other.example' })),
    'class set': merge({ spec: { ingressClassName: 'nginx' } }),
  },
  NetworkPolicy: {
    opened: json(replace('/spec/ingress/0', {})),
    'egress added': merge({ spec: { egress: [{}], policyTypes: ['Ingress'] } }),
  },
  HorizontalPodAutoscaler: {
    'maximum raised': merge({ spec: { maxReplicas: 30 } }),
    'minimum removed': merge({ spec: { minReplicas: null } }),
    'behaviour added': merge({ spec: { behavior: { scaleDown: { stabilizationWindowSeconds: 5 } } } }),
  },
  PodDisruptionBudget: { 'budget as percentage': merge({ spec: { minAvailable: '50%' } }) },
  Role: {
    'verb added': json(set('/rules/0/verbs/-', 'delete')),
    'verbs reordered': json(set('/rules/0/verbs', ['list', 'get'])),
    'rule added': json(set('/rules/-', { apiGroups: [''], resources: ['secrets'], verbs: ['*'] })),
  },
  RoleBinding: {
    'subject added': json(
      set('/subjects/-', { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'eve' }),
    ),
  },
  ClusterRole: { 'rules emptied': merge({ rules: null }) },
  PriorityClass: { 'description changed': merge({ description: 'theirs' }) },
  ResourceQuota: {
    'limit raised': merge({ spec: { hard: { 'count/jobs.batch': '600' } } }),
    'limit in another form': merge({ spec: { hard: { 'count/jobs.batch': '0.5k' } } }),
  },
  ValidatingWebhookConfiguration: {
    'certificate injected': json(set('/webhooks/0/clientConfig/caBundle', '')),
    'webhook turned on': json(set('/webhooks/0/failurePolicy', 'Fail')),
    'webhooks reordered': json({ op: 'move', from: '/webhooks/0', path: '/webhooks/1' }),
    'webhook removed': json(remove('/webhooks/1')),
    'rule widened': json(set('/webhooks/1/rules/0/resources', ['others'])),
    'selector added': json(set('/webhooks/0/namespaceSelector', { matchLabels: { a: 'b' } })),
  },
  Gadget: {
    'big integer off by one': json(set('/spec/size', 9007199254740992n)),
    'big integer the same': json(set('/spec/size', 9007199254740993n)),
    'item weight changed': json(set('/spec/parts/0/weight', 5)),
    'item added between': json(set('/spec/parts/1', { name: 'between', weight: 0 })),
    'items reordered': json({ op: 'move', from: '/spec/parts/0', path: '/spec/parts/1' }),
    'item emptied': json(remove('/spec/parts/0/weight')),
    'set value added': json(set('/spec/tags/-', 'z')),
    'set value removed': json(remove('/spec/tags/0')),
    'set reordered': json(set('/spec/tags', ['y', 'x'])),
    'step changed': json(set('/spec/steps/1/run', 'three')),
    'step added': json(set('/spec/steps/-', { run: 'three' })),
    'free value changed': json(replace('/spec/free/any/thing/0', 2)),
    'free value added': json(set('/spec/free/more', 1)),
    'free null dropped': json(set('/spec/free/any/thing', [1])),
    'empty map filled': merge({ spec: { flags: { theirs: 'x' } } }),
    'empty map filled by apply': applyPart({ spec: { flags: { theirs: 'x' } } }),
    'empty map removed': json(remove('/spec/flags')),
    'default overridden': merge({ spec: { mode: 'manual' } }),
    'spec emptied': merge({ spec: null }),
  },
};
