import { describe, expect, test } from '@jest/globals';
import { PlumblineError } from '../../../src/errors/error.ts';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { widerAccess } from '../../../src/plan/access.ts';
import { assemble } from '../../../src/plan/assemble.ts';
import { decide } from '../../../src/plan/decide.ts';
import { policyRisk } from '../../../src/plan/target-policy.ts';
import type { RiskKind } from '../../../src/plan/types.ts';
import type { ReleasePolicy } from '../../../src/release/types.ts';
import { asApplied, claim, deployment, namespace, settled } from './applied.ts';
import { answer, configMap, type Known, object, planned, planOf, policy, situationOf } from './situations.ts';

const others = [configMap('m0', {}), configMap('m1', {}), configMap('m2', {})];
/** The risks of the object `x`, when the server's answer is exactly what is sent. */
function risksOf(known: Known): { kind: RiskKind; message: string }[] {
  const sent = (known.desired ?? []).find(({ metadata }) => metadata.name === 'x');
  const answers = sent === undefined ? {} : { x: answer({ ...asApplied(sent), status: { replicas: 3 } }) };
  return planned(planOf({ ...known }, answers), 'x').risks;
}
const running = (spec: JsonObject = {}): KubeObject => ({
  ...asApplied(deployment('x', spec)),
  status: { replicas: 3 },
});
const image = (tag: string): JsonObject => ({
  template: {
    metadata: { labels: { app: 'x' } },
    spec: { containers: [{ name: 'main', image: `example.org/main:${tag}` }] },
  },
});
const update = (spec: JsonObject, live = running()): Known => ({
  desired: [deployment('x', spec)],
  ...settled(deployment('x')),
  live: [live],
});

describe('a workload', () => {
  test('whose pod template changes restarts its pods, so many', () => {
    expect(risksOf(update(image('2')))).toEqual([{ kind: 'pods-restart', message: '3 pods restart' }]);
    expect(risksOf(update(image('2'), { ...running(), status: { replicas: 1 } }))).toMatchObject([
      { message: '1 pod restarts' },
    ]);
  });

  test('that is only scaled restarts none', () => {
    expect(risksOf(update({ replicas: 5 }))).toEqual([]);
  });

  test('that is created restarts none', () => {
    expect(risksOf({ desired: [deployment('x')] })).toEqual([]);
  });

  test('whose selector changes matches other pods', () => {
    const kinds = risksOf(update({ selector: { matchLabels: { app: 'y' } } })).map(({ kind }) => kind);
    expect(kinds).toEqual(['selector-change']);
  });

  test('that an autoscaler scales, and Git too, is fought over', () => {
    const scaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'scaler', {
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' } },
    });
    const known = update({ replicas: 5 });
    expect(risksOf({ ...known, desired: [...(known.desired ?? []), scaler] })).toMatchObject([
      { kind: 'autoscaler-fight', message: expect.stringContaining('HorizontalPodAutoscaler shop/scaler') },
    ]);
    const elsewhere = { ...scaler, metadata: { ...scaler.metadata, namespace: 'other' } };
    expect(risksOf({ ...known, desired: [...(known.desired ?? []), elsewhere] })).toEqual([]);
  });
});

describe('a deletion', () => {
  test.each<[string, KubeObject, RiskKind]>([
    ['of a namespace takes everything in it', namespace('x'), 'namespace-deletion'],
    [
      'of a CRD takes every object of its kind',
      object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'x', {}, {}),
      'crd-deletion',
    ],
    ['of a claim may take its data, and says how much', claim('x'), 'data-loss'],
    ['of a StatefulSet may take data', object('apps/v1', 'StatefulSet', 'x'), 'data-loss'],
  ])('%s', (_what, one, kind) => {
    const [risk] = risksOf({ desired: others, ...settled(...others, one) });
    expect(risk?.kind).toBe(kind);
    if (kind === 'data-loss' && one.kind === 'PersistentVolumeClaim') expect(risk?.message).toContain('5Gi');
  });

  test('of a ConfigMap is no risk of its own', () => {
    expect(risksOf({ desired: others, ...settled(...others, configMap('x', {})) })).toEqual([]);
  });
});

test('a replacement tells what goes with the object, as its deletion does', () => {
  const error = new PlumblineError('IMMUTABLE', 'field is immutable');
  const before = { ...claim('x'), spec: { ...(claim('x').spec as JsonObject), volumeName: 'a' } };
  const plan = planOf(
    { desired: [claim('x')], ...settled(before) },
    { x: { left: [], removed: [], warnings: [], error } },
  );
  expect(planned(plan, 'x')).toMatchObject({
    action: 'replace',
    risks: [{ kind: 'immutable-field' }, { kind: 'data-loss', message: expect.stringContaining('5Gi') }],
  });
});

describe('access becomes wider', () => {
  const role = (...rules: JsonObject[]): KubeObject =>
    object('rbac.authorization.k8s.io/v1', 'Role', 'x', { rules });
  const binding = (roleName: string, ...names: string[]): KubeObject =>
    object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'x', {
      roleRef: { kind: 'ClusterRole', name: roleName },
      subjects: names.map((name) => ({ kind: 'User', name })),
    });
  const rule = (verbs: string[], resources: string[], rest: JsonObject = {}): JsonObject => ({
    apiGroups: [''],
    resources,
    verbs,
    ...rest,
  });
  const read = rule(['get'], ['pods']);
  const write = rule(['*'], ['secrets']);
  const apps = { apiGroups: ['', 'apps'] };
  const named = (...resourceNames: string[]): JsonObject => rule(['get'], ['secrets'], { resourceNames });

  test.each<[string, KubeObject, KubeObject | undefined, string[]]>([
    ['by a role that is created', role(read), undefined, ['grants get on pods']],
    ['by a rule that is added', role(read, write), role(read), ['grants * on secrets']],
    ['by a verb', role(rule(['get', 'list'], ['pods'])), role(read), ['grants list on pods']],
    ['by a group', role(rule(['get'], ['pods'], apps)), role(read), ['grants get on pods.apps']],
    ['by an object', role(named('a', 'b')), role(named('a')), ['grants get on secrets (only b)']],
    ['by all objects', role(rule(['get'], ['secrets'])), role(named('a')), ['grants get on secrets']],
    [
      'by a URL',
      role({ nonResourceURLs: ['/metrics'], verbs: ['get'] }),
      role(read),
      ['grants get on /metrics'],
    ],
    [
      'by several rules, told by their verbs',
      role(rule(['get'], ['pods', 'services']), rule(['list'], ['pods']), rule(['get'], ['secrets'])),
      role(read),
      ['grants get on services, secrets; list on pods'],
    ],
    ['not by a rule that is removed', role(read), role(read, write), []],
    ['not by fewer verbs on fewer objects', role(named('a')), role(rule(['get', 'list'], ['secrets'])), []],
    ['not by a rule that another includes', role(read), role(rule(['*'], ['*'], { apiGroups: ['*'] })), []],
    ['not by rules in another order', role(write, read), role(read, write), []],
    [
      'by a subject that is added',
      binding('a', 'jane', 'joe'),
      binding('a', 'jane'),
      ['binds User/joe to ClusterRole/a'],
    ],
    [
      'by another role, for all subjects',
      binding('cluster-admin', 'jane', 'joe'),
      binding('view', 'jane', 'joe'),
      ['binds User/jane, User/joe to ClusterRole/cluster-admin'],
    ],
    ['not by a subject that is removed', binding('a', 'jane'), binding('a', 'jane', 'joe'), []],
  ])('%s', (_how, after, before, messages) => {
    const known = before === undefined ? { desired: [after] } : { desired: [after], ...settled(before) };
    expect(risksOf(known).map(({ message }) => message)).toEqual(messages);
  });

  test('without a cluster by what Git did not grant before', () => {
    const decisions = decide(situationOf({ desired: [role(read, write)], released: [role(read)] }));
    expect(decisions.flatMap(widerAccess)).toEqual([{ kind: 'wider-rbac', message: 'grants * on secrets' }]);
  });

  test('not by what the server fills in', () => {
    const group = 'rbac.authorization.k8s.io';
    const live = {
      ...asApplied(binding('a', 'jane')),
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'a' },
      subjects: [{ apiGroup: group, kind: 'User', name: 'jane' }],
    };
    const labelled = { ...binding('a', 'jane'), metadata: { ...binding('a').metadata, labels: { a: '1' } } };
    expect(risksOf({ desired: [labelled], ...settled(binding('a', 'jane')), live: [live] })).toEqual([]);
  });
});

test('a change of the policy of the target is a risk of the whole plan, a consent is none', () => {
  const situation = situationOf({ desired: others, ...settled(...others) });
  const risksWith = (change: Partial<ReleasePolicy>) =>
    assemble(situation, decide(situation), new Map(), {
      policy: { ...policy, ...change },
      findings: [],
      notAsked: [],
    }).plan.risks;
  expect(risksWith({})).toEqual([]);
  expect(risksWith({ allowDestroy: ['ConfigMap/shop/x'] })).toEqual([]);
  expect(risksWith({ drift: { mode: 'off', foreign: 'warn' } })).toMatchObject([{ kind: 'policy-changed' }]);
});

test.each<[string, Partial<ReleasePolicy>]>([
  ['drift.mode: revert → off', { drift: { mode: 'off', foreign: 'warn' } }],
  [
    'prune.enabled: true → false; prune.maxDeletions: 10 → 99',
    { prune: { enabled: false, maxDeletions: 99 } },
  ],
  ['adopt: kubectl → ["ConfigMap/shop/a"]', { adopt: ['ConfigMap/shop/a'] }],
  ['takeover: + helm, - kubectl-*', { takeover: ['helm'] }],
  [
    'ignore: + {"kind":"Deployment","paths":["spec.replicas"]}',
    { ignore: [{ kind: 'Deployment', paths: ['spec.replicas'] }] },
  ],
  ['wait.timeout: 1s → 300s', { wait: { enabled: false, timeout: 300_000 } }],
  ['serviceAccount: (not set) → deployer', { serviceAccount: 'deployer' }],
])('a change of the policy names its parts: %s', (parts, change) => {
  expect(policyRisk(policy, { ...policy, ...change })).toEqual([
    { kind: 'policy-changed', message: `the policy of the target changes: ${parts}` },
  ]);
});
