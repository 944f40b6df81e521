import { expect, test } from '@jest/globals';
import { assemble } from '../../../src/plan/assemble.ts';
import { decide } from '../../../src/plan/decide.ts';
import type { Situation } from '../../../src/plan/situation.ts';
import { settled } from './applied.ts';
import { configMap, type Known, policy, situationOf } from './situations.ts';

const [old, fresh] = ['OLD-PASSWORD', 'NEW-PASSWORD'];

/** The plan of a set in which these ConfigMaps hold what was decrypted, before or now. */
function planOf(known: Known, marked: { desired?: string; released?: string }) {
  const situation = situationOf(known);
  const mark = (side: Situation['desired'], name: string | undefined) =>
    side.map((manifest) =>
      manifest.id.name === name ? { ...manifest, sensitive: true as const } : manifest,
    );
  const { release } = situation;
  const current = release?.current && {
    ...release.current,
    manifests: mark(release.current.manifests, marked.released),
  };
  const whole: Situation = {
    ...situation,
    desired: mark(situation.desired, marked.desired),
    release: release && { ...release, ...(current && { current }) },
  };
  return assemble(whole, decide(whole), new Map(), { policy, findings: [], notAsked: [] }).plan;
}

const changed: Known = {
  desired: [configMap('a', { password: fresh })],
  ...settled(configMap('a', { password: old })),
};

test.each([
  ['is decrypted now', { desired: 'a' }],
  ['was decrypted when it was released', { released: 'a' }],
])('the values of an object that %s are told by their size', (_when, marked) => {
  const plan = planOf(changed, marked);
  expect(plan.objects[0]?.fields[0]).toMatchObject({
    path: 'data.password',
    live: '(12 bytes, hidden)',
    desired: '(12 bytes, hidden, different)',
    sensitive: true,
  });
  expect(JSON.stringify(plan)).not.toMatch(/PASSWORD/);
});

test('the hash of a plan does not tell what was decrypted', () => {
  const other: Known = { ...changed, desired: [configMap('a', { password: 'ANOTHER' })] };
  expect(planOf(changed, { desired: 'a' }).hash).toBe(planOf(other, { desired: 'a' }).hash);
  expect(planOf(changed, {}).hash).not.toBe(planOf(other, {}).hash);
  const made = (value: string): Known => ({ desired: [configMap('b', { password: value })] });
  // A new object's values are told by their size alone.
  expect(planOf(made(fresh), { desired: 'b' }).hash).toBe(planOf(made(old), { desired: 'b' }).hash);
});
