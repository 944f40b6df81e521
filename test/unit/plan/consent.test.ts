import { describe, expect, test } from '@jest/globals';
import { PlumblineError } from '../../../src/errors/error.ts';
import type { KubeObject } from '../../../src/manifests/types.ts';
import type { Answer } from '../../../src/plan/situation.ts';
import { asApplied, claim, deployment, namespace, settled } from './applied.ts';
import { configMap, type Known, object, planned, planOf } from './situations.ts';

const maps = (count: number): KubeObject[] => Array.from({ length: count }, (_, n) => configMap(`m${n}`, {}));
const codes = (known: Known, answers: Record<string, Answer> = {}): string[] =>
  planOf(known, answers).refusals.map(({ code }) => code);
const immutable: Answer = {
  left: [],
  removed: [],
  warnings: [],
  error: new PlumblineError('IMMUTABLE', 'field is immutable'),
};

describe('consent is needed to delete', () => {
  test.each([
    ['a claim', claim('x'), 'PersistentVolumeClaim/shop/x'],
    ['a volume', object('v1', 'PersistentVolume', 'x', {}, {}), 'PersistentVolume/x'],
    ['a namespace', namespace('x'), 'Namespace/x'],
    [
      'a CRD',
      object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'x', {}, {}),
      'CustomResourceDefinition/x',
    ],
    ['a StatefulSet', object('apps/v1', 'StatefulSet', 'x'), 'StatefulSet/shop/x'],
  ])('%s, by one line that names it', (_what, one, entry) => {
    const known = { desired: maps(3), ...settled(...maps(3), one) };
    const { plan, refusals } = planOf(known);
    expect(planned({ plan } as never, 'x')).toMatchObject({
      action: 'delete',
      consent: { entry, given: false },
    });
    expect(refusals).toMatchObject([
      { code: 'CONSENT_REQUIRED', remedy: expect.stringContaining(`allowDestroy: [${entry}]`) },
    ]);
    expect(codes({ ...known, target: { allowDestroy: [entry] } })).toEqual([]);
    for (const other of [`${entry}x`, entry.toLowerCase(), 'PersistentVolumeClaim/other/x', '*']) {
      expect(codes({ ...known, target: { allowDestroy: [other] } })).toEqual(['CONSENT_REQUIRED']);
    }
  });

  test('more than half of the set, whatever it is, each by name', () => {
    const four = settled(...maps(4));
    expect(codes({ desired: maps(2), ...four })).toEqual([]);
    expect(codes({ desired: maps(1), ...four })).toEqual(['CONSENT_REQUIRED']);
    const given = ['ConfigMap/shop/m1', 'ConfigMap/shop/m2'];
    expect(codes({ desired: maps(1), ...four, target: { allowDestroy: given } })).toEqual([
      'CONSENT_REQUIRED',
    ]);
    expect(
      codes({ desired: maps(1), ...four, target: { allowDestroy: [...given, 'ConfigMap/shop/m3'] } }),
    ).toEqual([]);
  });

  test('more than maxDeletions', () => {
    const many = { desired: maps(20), ...settled(...maps(23)) };
    expect(codes({ ...many, target: { prune: { enabled: true, maxDeletions: 3 } } })).toEqual([]);
    expect(codes({ ...many, target: { prune: { enabled: true, maxDeletions: 2 } } })).toEqual([
      'CONSENT_REQUIRED',
    ]);
  });

  test('not what is only forgotten', () => {
    const off = { prune: { enabled: false, maxDeletions: 10 } };
    expect(codes({ desired: maps(1), ...settled(...maps(4), claim('x')), target: off })).toEqual([]);
  });
});

describe('consent is needed to replace', () => {
  const web = deployment('web');
  const moved = deployment('web', { selector: { matchLabels: { app: 'other' } } });
  const known = { desired: [moved], ...settled(web) };

  test('what meets a field that cannot change, unless its manifest allows it', () => {
    expect(codes(known, { web: immutable })).toEqual(['CONSENT_REQUIRED']);
    expect(
      codes({ ...known, target: { allowDestroy: ['Deployment/shop/web'] } }, { web: immutable }),
    ).toEqual([]);
    const allowing = {
      ...moved,
      metadata: { ...moved.metadata, annotations: { 'plumbline.dev/replace': 'allow' } },
    };
    expect(codes({ ...known, desired: [allowing] }, { web: immutable })).toEqual([]);
  });

  test('what holds data, whatever its manifest allows', () => {
    const grown = { ...claim('data'), spec: { storageClassName: 'fast' } };
    const allowing = {
      ...grown,
      metadata: { ...grown.metadata, annotations: { 'plumbline.dev/replace': 'allow' } },
    };
    expect(codes({ desired: [allowing], ...settled(claim('data')) }, { data: immutable })).toEqual([
      'CONSENT_REQUIRED',
    ]);
  });
});

test('consent is needed to make anew what was lost with its data', () => {
  const lost = {
    desired: [claim('data'), ...maps(2)],
    ...settled(claim('data'), ...maps(2)),
    live: maps(2).map((one) => asApplied(one)),
  };
  expect(codes(lost)).toEqual(['CONSENT_REQUIRED']);
  expect(codes({ ...lost, target: { allowDestroy: ['PersistentVolumeClaim/shop/data'] } })).toEqual([]);
});

test('a consent that nothing needs is a finding: it may agree to something later', () => {
  const { plan } = planOf({
    desired: maps(2),
    ...settled(...maps(2)),
    target: { allowDestroy: ['ConfigMap/shop/old'] },
  });
  expect(plan.findings).toMatchObject([
    { severity: 'warning', code: 'UNUSED_CONSENT', message: expect.stringContaining('ConfigMap/shop/old') },
  ]);
});

test('what belongs to others goes before missing consents: consent would not help', () => {
  const foreign = {
    ...configMap('m0', {}),
    metadata: { name: 'm0', namespace: 'shop', annotations: { 'meta.helm.sh/release-name': 'x' } },
  };
  const known = { desired: maps(1), ...settled(claim('x')), live: [foreign, asApplied(claim('x'))] };
  expect(codes(known)).toEqual(['FOREIGN_OBJECT', 'CONSENT_REQUIRED']);
});
