import fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/manifests/types.ts';

/**
 * What may stand in a manifest beside its kind and name: `labels`, `annotations`, and the kind's own fields.
 * Names and values come from small alphabets, so that Git and others often write the same fields, and any two
 * shapes of a kind differ by fields added, changed and removed, and by the order of list items.
 */
export type Shape = JsonObject;

const some = (fields: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<JsonObject> =>
  fc.record(fields, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<JsonObject>;

const all = (fields: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<JsonObject> =>
  fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<JsonObject>;

/** Rarely there: what would otherwise decide most histories. */
const seldom = (value: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc.oneof({ arbitrary: fc.constant({}), weight: 12 }, { arbitrary: value, weight: 1 });

const together = (...parts: fc.Arbitrary<JsonObject>[]): fc.Arbitrary<JsonObject> =>
  fc.tuple(...parts).map((drawn) => Object.assign({}, ...drawn) as JsonObject);

const fixed = (...values: Json[]): fc.Arbitrary<Json> => fc.constantFrom(...values);

/** Some of these items in any order; at least `least` of them. */
const anyOf = (items: fc.Arbitrary<Json>[], least = 0): fc.Arbitrary<Json> =>
  fc
    .shuffledSubarray(items, { minLength: least })
    .chain((drawn) => fc.tuple(...drawn).map((list) => list as Json));

const texts = fixed('1', '2', '');

const annotations = together(
  some({ note: fixed('1', '2') }),
  seldom(
    fixed(
      { 'plumbline.dev/prune': 'keep' },
      { 'plumbline.dev/drift': 'warn' },
      { 'plumbline.dev/apply': 'skip' },
      { 'plumbline.dev/replace': 'allow' },
    ) as fc.Arbitrary<JsonObject>,
  ),
);

const metadata = some({ labels: some({ tier: fixed('a', 'b'), team: fixed('x') }), annotations });

const configMap = together(
  some({ data: some({ a: texts, b: texts, c: texts }) }),
  seldom(fc.constant({ immutable: true })),
);

const encoded = fixed('MQ==', 'Mg==', '');
const secret = some({
  data: some({ a: encoded, b: encoded }),
  stringData: some({ b: texts, c: texts }),
});

const ports = [
  all({ name: fixed('http'), port: fixed(80), targetPort: fixed(8080, 'web') }),
  all({ name: fixed('dns'), port: fixed(53), protocol: fixed('UDP') }),
  all({ name: fixed('dns-tcp'), port: fixed(53) }),
];
const service = all({
  spec: together(
    all({ ports: anyOf(ports, 1) }),
    some({ selector: all({ app: fixed('web', 'api') }), sessionAffinity: fixed('ClientIP', 'None') }),
    seldom(all({ type: fixed('NodePort') })),
  ),
});

const variables = ['A', 'B', 'C'].map((name) => all({ name: fixed(name), value: texts }));
const container = (name: string): fc.Arbitrary<JsonObject> =>
  together(
    all({ name: fixed(name), image: fixed('shop:1', 'shop:2') }),
    some({
      env: anyOf(variables),
      ports: anyOf([
        all({ containerPort: fixed(80) }),
        all({ containerPort: fixed(53), protocol: fixed('UDP') }),
      ]),
      command: fixed(['run'], ['run', '-v']),
      resources: fixed({}, { limits: { cpu: '1' } }, { limits: { cpu: '500m', memory: '64Mi' } }),
    }),
  );
const deployment = all({
  spec: together(
    all({
      selector: fixed({ matchLabels: { app: 'web' } }),
      template: all({
        metadata: together(
          all({ labels: fixed({ app: 'web' }) }),
          some({ annotations: some({ at: texts }) }),
        ),
        spec: together(
          all({ containers: anyOf([container('web'), container('side')], 1) }),
          some({
            volumes: anyOf([fixed({ name: 'tmp', emptyDir: {} })]),
            terminationGracePeriodSeconds: fixed(5),
          }),
        ),
      }),
    }),
    some({
      replicas: fixed(1, 2, 3),
      strategy: fixed({ rollingUpdate: { maxSurge: 2 } }, {}),
      paused: fixed(true),
    }),
    seldom(
      all({
        selector: fixed({ matchLabels: { app: 'web', track: 'stable' } }),
        template: fixed({
          metadata: { labels: { app: 'web', track: 'stable' } },
          spec: { containers: [{ name: 'web', image: 'shop:1' }] },
        }),
      }),
    ),
  ),
});

const serviceAccount = some({
  automountServiceAccountToken: fixed(true, false),
  imagePullSecrets: anyOf([fixed({ name: 'hub' }), fixed({ name: 'mirror' })]),
});

// Keyed lists, sets and maps of a custom resource are never empty here: applied over the last item or key, an
// empty one becomes null, which the API server takes for absent in a list and refuses in a map.
const options = fixed({ a: '1' }, { a: '2' }, { b: '1' }, { a: '1', b: '' });
const part = (name: string): fc.Arbitrary<JsonObject> =>
  together(
    all({ name: fixed(name) }),
    some({ size: fixed(1, 2), tags: anyOf([fixed('x'), fixed('y')], 1), options }),
  );
const gadget = together(
  some({
    spec: some({
      mode: fixed('auto', 'manual'),
      parts: anyOf([part('bolt'), part('nut'), part('gear')], 1),
      steps: anyOf([fixed('cut'), fixed('weld')]),
      place: some({ x: fixed(1, 2), y: fixed(1, 2) }),
    }),
  }),
  seldom(all({ apiVersion: fixed('histories.test/v2') })),
);

const rule = (resource: string): Json => ({ apiGroups: [''], resources: [resource], verbs: ['get', 'list'] });
const clusterRole = all({ rules: anyOf([fixed(rule('pods')), fixed(rule('services'))]) });

const subject = (name: string): Json => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name });
const clusterRoleBinding = all({
  roleRef: fc
    .oneof({ arbitrary: fc.constant('view'), weight: 6 }, { arbitrary: fc.constant('edit'), weight: 1 })
    .map((name): Json => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name })),
  subjects: anyOf([fixed(subject('ann')), fixed(subject('ben'))], 1),
});

export const shapes = {
  ConfigMap: together(metadata, configMap),
  Secret: together(metadata, secret),
  Service: together(metadata, service),
  Deployment: together(metadata, deployment),
  ServiceAccount: together(metadata, serviceAccount),
  Gadget: together(metadata, gadget),
  ClusterRole: together(metadata, clusterRole),
  ClusterRoleBinding: together(metadata, clusterRoleBinding),
} satisfies Record<string, fc.Arbitrary<Shape>>;

export type Kind = keyof typeof shapes;
