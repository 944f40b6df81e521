import { expect, test } from '@jest/globals';
import { PlumblineError } from '../../../src/errors/error.ts';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { withoutBlindAsks } from '../../../src/plan/ask.ts';
import { decide } from '../../../src/plan/decide.ts';
import { configMap, decisionOf, type Known, object, planned, planOf, situationOf } from './situations.ts';

const namespace = object('v1', 'Namespace', 'shop', {}, {});
const labelled = object('v1', 'Namespace', 'shop', {}, { labels: { team: 'a' } });
const settings = configMap('settings', { a: '1' });

/** Whether the server is asked about the ConfigMap, and why not. */
function asked(known: Known): { ask: boolean; why: string | undefined } {
  const decision = decisionOf(withoutBlindAsks(decide(situationOf(known))), 'settings');
  return { ask: decision.ask, why: decision.effectNotAsked };
}

const blind = { ask: false, why: 'its namespace is created by the same plan' };

test('nothing is asked in a namespace that the same plan creates', () => {
  expect(asked({ desired: [namespace, settings] })).toEqual(blind);
});

test('nothing is asked in a namespace that was deleted and is made again', () => {
  expect(asked({ desired: [namespace, settings], released: [namespace, settings] })).toEqual(blind);
});

test.each<[string, Known]>([
  ['adopted', { live: [namespace] }],
  ['changed', { released: [namespace], live: [namespace] }],
])('in a namespace that is there and is %s the server is asked', (_how, known) => {
  expect(asked({ ...known, desired: [labelled, settings] })).toEqual({ ask: true, why: undefined });
});

const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['configmaps'] }];
const admission = (kind: string, rest: JsonObject): KubeObject =>
  object('admissionregistration.k8s.io/v1', kind, 'guard', rest, {});
const webhook = admission('MutatingWebhookConfiguration', { webhooks: [{ name: 'guard.acme.io', rules }] });
const adminPolicy = admission('ValidatingAdmissionPolicy', {
  spec: { matchConstraints: { resourceRules: rules } },
});
const binding = admission('ValidatingAdmissionPolicyBinding', { spec: { policyName: 'guard' } });

test.each<[string, Known]>([
  ['webhook', { desired: [webhook, settings] }],
  ['policy', { desired: [adminPolicy, settings] }],
  [
    'binding of a policy',
    { desired: [adminPolicy, binding, settings], released: [adminPolicy], live: [adminPolicy] },
  ],
])('what a %s of the same plan would do is not asked, and all else is', (_what, known) => {
  const { ask, why } = asked(known);
  expect(ask).toBe(true);
  expect(why).toMatch(/^what \w+ guard does, which the same plan changes$/);
});

test('an object that the rules of a new webhook do not mean is asked about as ever', () => {
  const deployments = [{ apiGroups: ['apps'], operations: ['*'], resources: ['deployments'] }];
  const other = admission('MutatingWebhookConfiguration', { webhooks: [{ rules: deployments }] });
  expect(asked({ desired: [other, settings] })).toEqual({ ask: true, why: undefined });
});

test('what the server refuses stands, also where a webhook of the same plan was not asked', () => {
  const error = new PlumblineError('INVALID', 'spec.a: too small');
  const refused = planOf(
    { desired: [webhook, settings] },
    { settings: { left: [], removed: [], warnings: [], error } },
  );
  expect(planned(refused, 'settings').error).toMatchObject({ code: 'INVALID' });
});
