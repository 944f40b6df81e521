import { expect, test } from '@jest/globals';
import type { KubeObject } from '../../../src/manifests/types.ts';
import { decide } from '../../../src/plan/decide.ts';
import { appliedObject, configMap, decisionOf, object, situationOf } from './situations.ts';

/** Whether an apply asks before it writes this change to an object that is as the release left it. */
function asks(before: KubeObject, after: KubeObject): boolean {
  const live = appliedObject(before, { 'f:spec': {} });
  const known = {
    desired: [after],
    released: [before],
    live: [live],
    answered: [live],
    mode: 'apply' as const,
  };
  return decisionOf(decide(situationOf(known)), after.metadata.name).ask;
}

const spec = (apiVersion: string, kind: string, fields: KubeObject['spec']): KubeObject =>
  object(apiVersion, kind, 'one', { spec: fields ?? {} });

test.each([
  ['networking.k8s.io/v1', 'IngressClass', { controller: 'a' }, { controller: 'b' }],
  ['batch/v1', 'Job', { completions: 1 }, { completions: 2 }],
  ['batch/v1', 'Job', { podFailurePolicy: { rules: [] } }, {}],
  ['node.k8s.io/v1', 'RuntimeClass', { handler: 'a' }, { handler: 'b' }],
  ['acme.io/v1', 'Widget', { size: 1 }, { size: 2 }],
  ['serving.knative.dev/v1', 'Service', { size: 1 }, { size: 2 }],
  ['v1', 'Service', { ipFamilyPolicy: 'SingleStack' }, { ipFamilyPolicy: 'PreferDualStack' }],
  ['apps/v1', 'StatefulSet', { serviceName: 'a' }, { serviceName: 'b' }],
])('an apply asks before it changes what %s %s may not let change', (apiVersion, kind, before, after) => {
  expect(asks(spec(apiVersion, kind, before), spec(apiVersion, kind, after))).toBe(true);
});

test.each([
  ['apps/v1', 'Deployment', { replicas: 1 }, { replicas: 2 }],
  ['apps/v1', 'StatefulSet', { replicas: 1 }, { replicas: 2 }],
  ['batch/v1', 'Job', { parallelism: 1 }, { parallelism: 2 }],
  ['v1', 'Service', { ports: [{ port: 1 }] }, { ports: [{ port: 2 }] }],
])('no dry run is spent on what %s %s always lets change', (apiVersion, kind, before, after) => {
  expect(asks(spec(apiVersion, kind, before), spec(apiVersion, kind, after))).toBe(false);
});

test('no dry run is spent on labels, of whatever kind, nor on a ConfigMap that is not frozen', () => {
  const widget = spec('acme.io/v1', 'Widget', { size: 1 });
  const labelled = { ...widget, metadata: { ...widget.metadata, labels: { a: '1' } } };
  expect(asks(widget, labelled)).toBe(false);
  expect(asks(configMap('one', { a: '1' }), configMap('one', { a: '2' }))).toBe(false);
});

test('an apply asks before it changes a frozen ConfigMap', () => {
  const frozen = { ...configMap('one', { a: '1' }), immutable: true };
  expect(asks(frozen, { ...frozen, data: { a: '2' } })).toBe(true);
});
