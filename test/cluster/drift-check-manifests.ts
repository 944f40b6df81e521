import type { ApiResource, Json, JsonObject, KubeObject } from '../../src/manifests/types.ts';

/** A namespace of its own, so that a server that is kept does not disturb the next run. */
export const namespace = `drift-check-${process.pid}`;

/** One kind of the corpus: where it is served, and a manifest in the canonical form that a release sends. */
export interface Sample {
  resource: ApiResource;
  manifest(name: string): KubeObject;
}

const sample = (
  apiVersion: string,
  kind: string,
  plural: string,
  namespaced: boolean,
  body: (name: string) => JsonObject,
): Sample => {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  return {
    resource: { group: group ?? '', version: version ?? '', kind, plural, namespaced },
    manifest: (name) => ({
      apiVersion,
      kind,
      metadata: {
        name,
        ...(namespaced && { namespace }),
        labels: { app: 'shop', tier: 'web' },
        annotations: { 'plumbline.dev/release': 'plumbline-system/shop', note: 'ours' },
        ...(kind === 'ConfigMap' && { finalizers: ['corpus.dev/hold'] }),
      },
      ...body(name),
    }),
  };
};

const labels = { app: 'shop' };

export const podSpec = (): JsonObject => ({
  containers: [
    {
      name: 'web',
      image: 'shop/web:1',
      args: ['-v', '-x'],
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
        { name: 'LT<GT', value: '3' },
      ],
      ports: [{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' }],
      resources: { limits: { memory: '256Mi' } },
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    },
    { name: 'side', image: 'shop/side:1' },
  ],
  tolerations: [{ key: 'a', operator: 'Exists' }],
  nodeSelector: { disk: 'ssd' },
  volumes: [{ name: 'tmp', emptyDir: {} }],
});

const template = (): JsonObject => ({ metadata: { labels }, spec: podSpec() });

export const samples: Record<string, Sample> = {
  Deployment: sample('apps/v1', 'Deployment', 'deployments', true, () => ({
    spec: { replicas: 1, selector: { matchLabels: labels }, template: template() },
  })),
  StatefulSet: sample('apps/v1', 'StatefulSet', 'statefulsets', true, () => ({
    spec: {
      replicas: 1,
      serviceName: 'shop',
      selector: { matchLabels: labels },
      template: template(),
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    },
  })),
  DaemonSet: sample('apps/v1', 'DaemonSet', 'daemonsets', true, () => ({
    spec: { selector: { matchLabels: labels }, template: template() },
  })),
  CronJob: sample('batch/v1', 'CronJob', 'cronjobs', true, () => ({
    spec: {
      schedule: '0 0 1 1 *',
      jobTemplate: { spec: { template: { spec: { ...podSpec(), restartPolicy: 'Never' } } } },
    },
  })),
  Service: sample('v1', 'Service', 'services', true, () => ({
    spec: {
      selector: labels,
      ports: [
        { name: 'http', port: 80 },
        { name: 'dns', port: 53, protocol: 'UDP' },
      ],
    },
  })),
  ConfigMap: sample('v1', 'ConfigMap', 'configmaps', true, () => ({ data: { a: '1', b: 'two\nlines\n' } })),
  Secret: sample('v1', 'Secret', 'secrets', true, () => ({
    type: 'Opaque',
    data: { user: 'YWRtaW4=', password: 'c2VjcmV0' },
  })),
  ServiceAccount: sample('v1', 'ServiceAccount', 'serviceaccounts', true, () => ({
    imagePullSecrets: [{ name: 'pull' }],
  })),
  PersistentVolumeClaim: sample('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', true, () => ({
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      storageClassName: 'none',
    },
  })),
  Ingress: sample('networking.k8s.io/v1', 'Ingress', 'ingresses', true, () => ({
    spec: {
      rules: [
        {
          host: 'shop.example',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } },
            ],
          },
        },
      ],
    },
  })),
  NetworkPolicy: sample('networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies', true, () => ({
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: {} }] }],
    },
  })),
  HorizontalPodAutoscaler: sample(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
    true,
    () => ({
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nobody' },
        minReplicas: 1,
        maxReplicas: 3,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
          },
        ],
      },
    }),
  ),
  PodDisruptionBudget: sample('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets', true, () => ({
    spec: { minAvailable: 1, selector: { matchLabels: labels } },
  })),
  Role: sample('rbac.authorization.k8s.io/v1', 'Role', 'roles', true, () => ({
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
  })),
  RoleBinding: sample('rbac.authorization.k8s.io/v1', 'RoleBinding', 'rolebindings', true, () => ({
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'ann' }],
  })),
  ClusterRole: sample('rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles', false, () => ({
    rules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }],
  })),
  PriorityClass: sample('scheduling.k8s.io/v1', 'PriorityClass', 'priorityclasses', false, () => ({
    value: 7,
    description: 'ours',
  })),
  ResourceQuota: sample('v1', 'ResourceQuota', 'resourcequotas', true, () => ({
    spec: { hard: { 'count/jobs.batch': '500' } },
  })),
  ValidatingWebhookConfiguration: sample(
    'admissionregistration.k8s.io/v1',
    'ValidatingWebhookConfiguration',
    'validatingwebhookconfigurations',
    false,
    () => ({ webhooks: [webhook('a.corpus.dev'), webhook('b.corpus.dev')] }),
  ),
  Gadget: sample('corpus.dev/v1', 'Gadget', 'gadgets', true, () => ({
    spec: {
      size: 9007199254740993n,
      parts: [
        { name: 'a', weight: 1 },
        { name: 'b', weight: 2 },
      ],
      tags: ['x', 'y'],
      steps: [{ run: 'one' }, { run: 'two' }],
      free: { any: { thing: [1, null] } },
      flags: {},
    },
  })),
};

function webhook(name: string): JsonObject {
  return {
    name,
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    failurePolicy: 'Ignore',
    clientConfig: { service: { namespace: 'none', name: 'none', path: '/x', port: 443 } },
    rules: [
      {
        apiGroups: ['none.corpus.dev'],
        apiVersions: ['v1'],
        operations: ['CREATE'],
        resources: ['nones'],
        scope: '*',
      },
    ],
  };
}

const object = (properties: JsonObject): JsonObject => ({ type: 'object', properties });

export const gadgetCrd: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'gadgets.corpus.dev' },
  spec: {
    group: 'corpus.dev',
    names: { kind: 'Gadget', plural: 'gadgets', singular: 'gadget', listKind: 'GadgetList' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: object({
            spec: object({
              size: { type: 'integer', format: 'int64' },
              mode: { type: 'string', default: 'auto' },
              parts: {
                type: 'array',
                'x-kubernetes-list-type': 'map',
                'x-kubernetes-list-map-keys': ['name'],
                items: {
                  ...object({ name: { type: 'string' }, weight: { type: 'integer' } }),
                  required: ['name'],
                },
              },
              tags: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
              steps: { type: 'array', items: object({ run: { type: 'string' } }) },
              free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } as Json,
              flags: { type: 'object', additionalProperties: { type: 'string' } } as Json,
            }),
          }),
        },
      },
    ],
  },
};

export const crdResource: ApiResource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
};
export const namespaceResource: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
};
