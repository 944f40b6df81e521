import { describe, expect, test } from '@jest/globals';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { decide } from '../../../src/plan/decide.ts';
import type { Decision, PlanTarget } from '../../../src/plan/situation.ts';
import { applysetId } from '../../../src/release/id.ts';
import type { Baseline } from '../../../src/release/types.ts';
import { alsoOwned, entry } from '../../support/server-side-apply.ts';
import { asApplied, claim, deployment, settled } from './applied.ts';
import { configMap, decisionOf, type Known, membership, object, situationOf } from './situations.ts';

const decided = (known: Known, name = 'a'): Decision => decisionOf(decide(situationOf(known)), name);
const told = (known: Known): [string, string | undefined] => {
  const { action, reason } = decided(known);
  return [action, reason];
};
const a = configMap('a', { key: '1' });
const changed = configMap('a', { key: '2' });
const annotated = (annotations: JsonObject): KubeObject => ({
  ...a,
  metadata: { ...a.metadata, annotations },
});
/** Made by somebody, with kubectl unless said otherwise, and in no record of ours. */
const made = (metadata: JsonObject = {}, manager = 'kubectl-client-side-apply'): KubeObject => ({
  ...a,
  metadata: {
    ...a.metadata,
    uid: 'x',
    managedFields: [entry(manager, { 'f:data': { 'f:key': {} } })],
    ...metadata,
  },
});

describe('an object of Git', () => {
  test('that nobody has is created', () => {
    expect(told({ desired: [a] })).toEqual(['create', undefined]);
  });

  test('that is as it was applied is unchanged, and nothing is asked about it', () => {
    expect(decided({ desired: [a], ...settled(a) })).toMatchObject({
      action: 'unchanged',
      ask: false,
      git: 'none',
    });
  });

  test('that Git changes is updated, by fields', () => {
    expect(decided({ desired: [changed], ...settled(a) })).toMatchObject({
      action: 'update',
      git: 'changed',
      gitFields: [{ path: ['f:data', 'f:key'], before: '1', after: '2', cause: 'change' }],
    });
  });

  test('that somebody changed in the cluster is restored', () => {
    const live = [{ ...asApplied(a), data: { key: 'theirs' } }];
    expect(decided({ desired: [a], ...settled(a), live })).toMatchObject({ action: 'restore', ask: true });
  });

  test('that was deleted from the cluster is restored, and the plan says so', () => {
    expect(told({ desired: [a], ...settled(a), live: [] })).toEqual([
      'restore',
      'it was deleted from the cluster',
    ]);
  });

  test('that held data and was deleted says that the data is gone', () => {
    const known = { desired: [claim('a')], ...settled(claim('a')), live: [] };
    expect(told(known)).toEqual(['restore', 'it was deleted from the cluster, and its data with it']);
  });

  test.each([
    ['a Job', object('batch/v1', 'Job', 'a', { spec: {} })],
    ['a Pod that is not kept running', object('v1', 'Pod', 'a', { spec: { restartPolicy: 'Never' } })],
  ])('that is %s and is gone has finished', (_what, one) => {
    expect(told({ desired: [one], ...settled(one), live: [] })).toEqual([
      'unchanged',
      'it has finished and is gone',
    ]);
  });

  test('that is to be skipped is', () => {
    expect(told({ desired: [annotated({ 'plumbline.dev/apply': 'skip' })] })).toEqual([
      'skip',
      'plumbline.dev/apply: skip',
    ]);
  });

  test('that claims to be part of another set is refused', () => {
    const one = {
      ...a,
      metadata: { ...a.metadata, labels: { 'applyset.kubernetes.io/part-of': 'another' } },
    };
    expect(decided({ desired: [one] })).toMatchObject({
      action: 'skip',
      refusal: { code: 'FOREIGN_OBJECT' },
    });
  });

  test('of a kind that cannot be read is compared Git against Git', () => {
    const situation = {
      ...situationOf({ desired: [changed], ...settled(a) }),
      unreadable: new Map([['ConfigMap', 'no right']]),
    };
    expect(decisionOf(decide(situation), 'a')).toMatchObject({
      action: 'update',
      effectNotAsked: 'no right',
      ask: false,
    });
  });
});

describe('an object that exists and is in no record of ours', () => {
  test('is adopted when only kubectl and Kubernetes have written it', () => {
    expect(decided({ desired: [a], live: [made()] })).toMatchObject({ action: 'adopt', ask: true });
    const controlled = alsoOwned(made(), entry('kube-controller-manager', { 'f:metadata': {} }));
    expect(decided({ desired: [a], live: [controlled] }).action).toBe('adopt');
  });

  test('is adopted when it carries our label: the record of it was lost', () => {
    expect(decided({ desired: [a], live: [asApplied(a)], target: { adopt: 'never' } }).action).toBe('adopt');
  });

  const otherSet = { labels: { 'applyset.kubernetes.io/part-of': applysetId('infra', 'plumbline-system') } };
  test.each<[string, KubeObject]>([
    [
      'another release',
      made({ ...otherSet, annotations: { 'plumbline.dev/release': 'plumbline-system/infra' } }),
    ],
    ['another ApplySet', made(otherSet)],
    ['Helm', made({ annotations: { 'meta.helm.sh/release-name': 'shop' } })],
    ['Flux', made({ labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' } })],
    ['Argo CD', made({ annotations: { 'argocd.argoproj.io/tracking-id': 'shop:/ConfigMap:shop/a' } })],
    ['a controller', made({ ownerReferences: [{ kind: 'Widget', name: 'w', controller: true }] })],
    ['an operator', made({}, 'some-operator')],
  ])('is refused when it belongs to %s, with the line that would take it over', (_who, live) => {
    expect(decided({ desired: [a], live: [live] })).toMatchObject({
      action: 'skip',
      refusal: { code: 'FOREIGN_OBJECT', remedy: expect.stringContaining('adopt: [ConfigMap/shop/a]') },
    });
    expect(decided({ desired: [a], live: [live], target: { adopt: ['ConfigMap/shop/a'] } }).action).toBe(
      'adopt',
    );
  });

  test('is refused, whoever made it, where nothing is to be adopted', () => {
    expect(decided({ desired: [a], live: [made()], target: { adopt: 'never' } }).refusal?.code).toBe(
      'FOREIGN_OBJECT',
    );
    expect(decided({ desired: [a], live: [made()], target: { adopt: ['ConfigMap/shop/b'] } }).action).toBe(
      'skip',
    );
  });
});

describe('an object of ours that another set has taken since', () => {
  const live = asApplied(a);
  const stolen = {
    ...live,
    metadata: { ...live.metadata, labels: { 'applyset.kubernetes.io/part-of': 'another' } },
  };
  const known = { desired: [changed], ...settled(a), live: [stolen] };

  test.each<[string, PlanTarget['adopt']]>([
    ['by default', 'kubectl'],
    ['where nothing is to be adopted', 'never'],
    ['where only others are named to be adopted', ['ConfigMap/shop/b']],
  ])('is refused %s', (_when, adopt) => {
    expect(decided({ ...known, target: { adopt } })).toMatchObject({
      action: 'skip',
      refusal: { code: 'FOREIGN_OBJECT' },
    });
  });

  test('is taken back where it is named to be adopted', () => {
    const { action, refusal } = decided({ ...known, target: { adopt: ['ConfigMap/shop/a'] } });
    expect({ action, refusal }).toEqual({ action: 'update', refusal: undefined });
  });
});

test('an object that has lost our label gets it back, also where labels are ignored', () => {
  const live = asApplied(a);
  const { labels: _labels, ...metadata } = live.metadata;
  const ignore = [{ paths: ['metadata.labels'] }];
  const known = { desired: [a], ...settled(a), live: [{ ...live, metadata: { ...metadata, name: 'a' } }] };
  const { action, send } = decided({ ...known, target: { ignore } });
  expect({ action, partOf: send?.metadata.labels }).toEqual({
    action: 'restore',
    partOf: { 'applyset.kubernetes.io/part-of': membership.id },
  });
});

test('an object whose baseline was made from another manifest is asked about', () => {
  const situation = situationOf({ desired: [a], ...settled(a), mode: 'apply' });
  const baselines = situation.release?.baselines ?? new Map<string, Baseline>();
  for (const [key, baseline] of baselines) baselines.set(key, { ...baseline, manifest: 'of another' });
  expect(decisionOf(decide(situation), 'a')).toMatchObject({
    action: 'restore',
    ask: true,
    check: { verdict: 'no-baseline' },
  });
});

describe('an object that left Git', () => {
  const gone = settled(a);
  const live = asApplied(a);

  test('is deleted', () => {
    expect(told({ desired: [], ...gone })).toEqual(['delete', undefined]);
  });

  test.each<[string, Known, string]>([
    ['it is gone', { live: [] }, 'it is gone already'],
    [
      'our label is gone',
      { live: [{ ...live, metadata: { ...live.metadata, labels: {} } }] },
      'its part-of label is gone: it is not ours to delete',
    ],
    [
      'it says to be kept',
      { live: [asApplied(annotated({ 'plumbline.dev/prune': 'keep' }))] },
      'plumbline.dev/prune: keep',
    ],
    ['nothing is pruned', { target: { prune: { enabled: false, maxDeletions: 10 } } }, 'prune is off'],
  ])('is forgotten, not deleted, where %s', (_why, known, reason) => {
    expect(told({ desired: [], ...gone, ...known })).toEqual(['forget', reason]);
  });

  test('after an apply that failed is deleted when that apply made it', () => {
    expect(told({ desired: [], pending: [a], live: [live] })).toEqual(['delete', undefined]);
  });
});

describe('what an apply asks the server before it writes', () => {
  const apply = { mode: 'apply' as const };

  test('is nothing for a creation or a plain change: their own answers tell', () => {
    expect(decided({ ...apply, desired: [a] }).ask).toBe(false);
    const known = { ...apply, desired: [deployment('a', { replicas: 3 })], ...settled(deployment('a')) };
    expect(decided(known)).toMatchObject({ action: 'update', ask: false });
  });

  test('is a change of what may be immutable, or of what has drifted, or after an apply that did not end', () => {
    const selector = { matchLabels: { app: 'b' } };
    expect(
      decided({ ...apply, desired: [deployment('a', { selector })], ...settled(deployment('a')) }).ask,
    ).toBe(true);
    const drifted = [{ ...asApplied(a), data: { key: 'theirs' } }];
    expect(decided({ ...apply, desired: [changed], ...settled(a), live: drifted }).ask).toBe(true);
    expect(decided({ ...apply, desired: [changed], ...settled(a), pending: [changed] }).ask).toBe(true);
  });

  test('is, in a preview, all that would be written', () => {
    expect(decided({ desired: [a] }).ask).toBe(true);
    expect(decided({ desired: [changed], ...settled(a) }).ask).toBe(true);
  });
});
