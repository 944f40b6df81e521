import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ObjectId } from '../../../src/manifests/types.ts';
import { inOrder, stageOf } from '../../../src/plan/order.ts';
import { claim, deployment, namespace, secret, settled } from './applied.ts';
import { configMap, object, planOf } from './situations.ts';

const kinds: [group: string, kind: string, namespaced: boolean][] = [
  ['', 'Namespace', false],
  ['apiextensions.k8s.io', 'CustomResourceDefinition', false],
  ['rbac.authorization.k8s.io', 'ClusterRole', false],
  ['rbac.authorization.k8s.io', 'RoleBinding', true],
  ['', 'ServiceAccount', true],
  ['', 'ConfigMap', true],
  ['', 'Secret', true],
  ['', 'PersistentVolumeClaim', true],
  ['', 'PersistentVolume', false],
  ['apps', 'Deployment', true],
  ['', 'Service', true],
  ['example.org', 'Widget', true],
  ['example.org', 'ClusterWidget', false],
  ['admissionregistration.k8s.io', 'ValidatingWebhookConfiguration', false],
  ['apiregistration.k8s.io', 'APIService', false],
];
const id: fc.Arbitrary<ObjectId> = fc
  .tuple(fc.constantFrom(...kinds), fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y'))
  .map(([[group, kind, namespaced], ns, name]) => ({
    group,
    kind,
    name,
    ...(namespaced && { namespace: ns }),
  }));

const itself = (one: ObjectId): ObjectId => one;

describe('laws of the order', () => {
  const sorted = (ids: ObjectId[], kind: (one: ObjectId) => boolean): number[] =>
    inOrder(ids, itself).flatMap((one, index) => (kind(one) ? [index] : []));
  const isNamespace = (one: ObjectId): boolean => one.kind === 'Namespace';
  const isDefinition = (one: ObjectId): boolean => one.kind === 'CustomResourceDefinition';
  const isWebhook = (one: ObjectId): boolean => stageOf(one) === 'admission';

  test('namespaces come before what is in them, definitions before objects of their kinds', () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 20 }), (ids) => {
        const lastNamespace = Math.max(-1, ...sorted(ids, isNamespace));
        const firstNamespaced = Math.min(
          Number.MAX_VALUE,
          ...sorted(ids, (one) => one.namespace !== undefined),
        );
        expect(lastNamespace).toBeLessThan(firstNamespaced);
        const lastDefinition = Math.max(-1, ...sorted(ids, isDefinition));
        const firstCustom = Math.min(
          Number.MAX_VALUE,
          ...sorted(ids, ({ group }) => group === 'example.org'),
        );
        expect(lastDefinition).toBeLessThan(firstCustom);
      }),
    );
  });

  test('webhooks and API services come last, so that they keep nothing of the same set from being applied', () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 20 }), (ids) => {
        const firstWebhook = Math.min(Number.MAX_VALUE, ...sorted(ids, isWebhook));
        const lastOther = Math.max(-1, ...sorted(ids, (one) => !isWebhook(one)));
        expect(lastOther).toBeLessThan(firstWebhook);
      }),
    );
  });

  test('the order is the same however the objects stood before', () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 12 }), (ids) => {
        expect(inOrder(ids.toReversed(), itself)).toEqual(inOrder(ids, itself));
      }),
    );
  });
});

test.each<[string, string, string | undefined, string]>([
  ['', 'Namespace', undefined, 'namespaces'],
  ['apiextensions.k8s.io', 'CustomResourceDefinition', undefined, 'definitions'],
  ['rbac.authorization.k8s.io', 'Role', 'shop', 'access'],
  ['', 'ServiceAccount', 'shop', 'access'],
  ['example.org', 'ClusterWidget', undefined, 'access'],
  ['', 'ConfigMap', 'shop', 'configuration'],
  ['', 'PersistentVolume', undefined, 'configuration'],
  ['storage.k8s.io', 'StorageClass', undefined, 'configuration'],
  ['apps', 'Deployment', 'shop', 'workloads'],
  ['example.org', 'Widget', 'shop', 'workloads'],
  ['admissionregistration.k8s.io', 'ValidatingAdmissionPolicy', undefined, 'admission'],
  ['apiregistration.k8s.io', 'APIService', undefined, 'admission'],
])('%s %s is applied with the %s stage', (group, kind, ns, stage) => {
  expect(stageOf({ group, kind, name: 'a', ...(ns !== undefined && { namespace: ns }) })).toBe(stage);
});

test('a plan tells what is applied in its order, then what is forgotten, then what is deleted', () => {
  const crd = object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'widgets.example.org', {}, {});
  const kept = {
    ...configMap('kept', {}),
    metadata: { name: 'kept', namespace: 'shop', annotations: { 'plumbline.dev/prune': 'keep' } },
  };
  const desired = [
    deployment('web'),
    secret('login', {}),
    object('example.org/v1', 'Widget', 'w'),
    crd,
    namespace('shop'),
  ];
  const { plan } = planOf({ desired, ...settled(configMap('gone', {}), kept, claim('data')) });
  expect(plan.objects.map(({ id: { kind, name }, action }) => `${action} ${kind} ${name}`)).toEqual([
    'create Namespace shop',
    'create CustomResourceDefinition widgets.example.org',
    'create Secret login',
    'create Deployment web',
    'create Widget w',
    'forget ConfigMap kept',
    'delete ConfigMap gone',
    'delete PersistentVolumeClaim data',
  ]);
});
