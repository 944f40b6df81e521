import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { KubeObject } from '../../../src/manifests/types.ts';
import { assemble } from '../../../src/plan/assemble.ts';
import { decide } from '../../../src/plan/decide.ts';
import type { ReleasePolicy } from '../../../src/release/types.ts';
import { asApplied, deployment, secret, settled } from './applied.ts';
import { answer, configMap, type Known, planOf, policy, situationOf } from './situations.ts';

const a = configMap('a', { key: '1' });
const b = configMap('b', { key: '1' });
const web = deployment('web');
const base: Known = {
  desired: [configMap('a', { key: '2' }), b, deployment('web', { replicas: 3 })],
  ...settled(a, web),
};
const hashOf = (known: Known, answers = {}): string => planOf(known, answers).plan.hash;
const hashWith = (change: Partial<ReleasePolicy>, allowDestroy: string[] = []): string => {
  const situation = situationOf({ ...base, target: { allowDestroy } });
  return assemble(situation, decide(situation), new Map(), {
    policy: { ...policy, ...change },
    findings: [],
    notAsked: [],
  }).plan.hash;
};
const agreed = hashOf(base);

describe('the hash of a plan stays', () => {
  test('in whatever order the objects stand', () => {
    const everything = [...(base.desired ?? []), secret('s', { x: 'y' }), configMap('c', { a: 'b' })];
    const hash = hashOf({ ...base, desired: everything });
    fc.assert(
      fc.property(fc.shuffledSubarray(everything, { minLength: everything.length }), (desired) => {
        expect(hashOf({ ...base, desired })).toBe(hash);
      }),
      { numRuns: 30 },
    );
  });

  test('whatever the commit and the revision are', () => {
    const situation = situationOf(base);
    const { release } = situation;
    if (release?.current === undefined) throw new Error('there is a release');
    const later = {
      ...situation,
      source: { repository: 'x', commit: 'd'.repeat(40), actor: 'jane', runUrl: 'https://example.org' },
      release: { ...release, current: { ...release.current, revision: 77, time: '2030-01-01T00:00:00Z' } },
    };
    const { plan } = assemble(later, decide(later), new Map(), { policy, findings: [], notAsked: ['x'] });
    expect(plan.hash).toBe(agreed);
  });

  test('whatever has drifted', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', 'web'), fc.string(), (name, value) => {
        const live = (base.live ?? []).map((one) =>
          one.metadata.name === name ? { ...one, data: { key: value }, spec: { replicas: 9 } } : one,
        );
        expect(hashOf({ ...base, live: live as KubeObject[] })).toBe(agreed);
      }),
      { numRuns: 20 },
    );
    expect(hashOf({ ...base, live: [] })).toBe(agreed);
  });

  test('whatever the server adds', () => {
    const defaulted = { ...asApplied(configMap('a', { key: '2' })), extra: { defaulted: true } };
    expect(hashOf(base, { a: answer(defaulted) })).toBe(agreed);
  });

  test('in preview and in apply', () => {
    expect(hashOf({ ...base, mode: 'apply' })).toBe(agreed);
  });
});

describe('the hash of a plan changes', () => {
  test('with any object that is added, removed or named otherwise', () => {
    expect(hashOf({ ...base, desired: [...(base.desired ?? []), configMap('c', {})] })).not.toBe(agreed);
    expect(hashOf({ ...base, desired: (base.desired ?? []).slice(1) })).not.toBe(agreed);
    const renamed = (base.desired ?? []).map((one) =>
      one.metadata.name === 'b' ? configMap('b2', { key: '1' }) : one,
    );
    expect(hashOf({ ...base, desired: renamed })).not.toBe(agreed);
  });

  test('with any value that Git changes', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => text !== '2'),
        (value) => {
          const desired = [configMap('a', { key: value }), ...(base.desired ?? []).slice(1)];
          expect(hashOf({ ...base, desired })).not.toBe(agreed);
        },
      ),
    );
  });

  test('with any value of an object that is created', () => {
    const [first, , third] = base.desired as [KubeObject, KubeObject, KubeObject];
    expect(hashOf({ ...base, desired: [first, configMap('b', { key: '2' }), third] })).not.toBe(agreed);
  });

  test('when an object is taken over instead of created', () => {
    expect(hashOf({ ...base, live: [...(base.live ?? []), b] })).not.toBe(agreed);
  });

  test('when an object is forgotten instead of deleted', () => {
    const removed = { desired: [web], ...settled(a, web) };
    const kept = { ...removed, target: { prune: { enabled: false, maxDeletions: 10 } } };
    expect(hashOf(kept)).not.toBe(hashOf(removed));
  });

  test.each<[string, Partial<ReleasePolicy>]>([
    ['pruning', { prune: { enabled: false, maxDeletions: 10 } }],
    ['how many deletions are ordinary', { prune: { enabled: true, maxDeletions: 11 } }],
    ['adoption', { adopt: 'never' }],
    ['takeover', { takeover: [] }],
    ['waiting', { wait: { enabled: true, timeout: 1 } }],
    ['what follows a failure', { onFailure: 'rollback' }],
    ['what follows an interruption', { onInterrupted: 'report' }],
    ['the drift mode', { drift: { mode: 'off', foreign: 'warn' } }],
    ['what is ignored', { ignore: [{ paths: ['spec.replicas'] }] }],
    ['the account', { serviceAccount: 'deployer' }],
  ])('with the policy of the target: %s', (_what, change) => {
    expect(hashWith({})).toBe(agreed);
    expect(hashWith(change)).not.toBe(agreed);
  });

  test('with the consents, in whatever order they stand', () => {
    const consents = ['ConfigMap/shop/a', 'ConfigMap/shop/b'];
    expect(hashWith({}, consents)).not.toBe(agreed);
    expect(hashWith({}, consents.toReversed())).toBe(hashWith({}, consents));
  });
});

describe('of a Secret the hash tells whether a key is added, changed or removed', () => {
  const login = secret('login', { password: 'one' });
  const hashAfter = (values: Record<string, string>): string =>
    hashOf({ desired: [secret('login', values)], ...settled(login) });

  test('and nothing of the value, which could be guessed', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => text !== 'one'),
        (value) => {
          expect(hashAfter({ password: value })).toBe(hashAfter({ password: 'another' }));
        },
      ),
    );
    expect(
      new Set([
        hashAfter({ password: 'x' }),
        hashAfter({ password: 'one', more: 'x' }),
        hashAfter({}),
        hashAfter({ password: 'one' }),
      ]).size,
    ).toBe(4);
  });
});
