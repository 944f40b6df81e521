import { expect, test } from '@jest/globals';
import type { KubeObject } from '../../../src/manifests/types.ts';
import { decide } from '../../../src/plan/decide.ts';
import { sectionOf } from '../../../src/report/fields.ts';
import { answer, appliedObject, configMap, type Known, planned, planOf, situationOf } from './situations.ts';

const first = configMap('settings', { a: '1' });
const second = configMap('settings', { a: '1', b: '2' });
const other = configMap('other', { x: '1' });
const live = appliedObject(other, {});

/** Of ConfigMap `settings`: the section of the report, the causes of its fields. */
function told(known: Known): { section: string; data: Record<string, string[]> } {
  const answers = Object.fromEntries((known.desired ?? []).map((one) => [one.metadata.name, answer(one)]));
  const object = planned(planOf(known, answers), 'settings');
  const data = object.fields.filter(({ path }) => path.startsWith('data'));
  return {
    section: sectionOf(object),
    data: Object.fromEntries(data.map(({ path, causes }) => [path, causes])),
  };
}

const released = { released: [other], live: [live] };

test('an object that was merged before and is not applied yet is not the making of a pull request that leaves it alone', () => {
  expect(told({ ...released, base: [other, first], desired: [other, first] })).toEqual({
    section: 'unapplied',
    data: { 'data.a': ['unapplied'] },
  });
});

test('of such an object, what the pull request changes is its own', () => {
  expect(told({ ...released, base: [other, first], desired: [other, second] })).toEqual({
    section: 'change',
    data: { 'data.a': ['unapplied'], 'data.b': ['change'] },
  });
});

test('an object that only the pull request adds is its own', () => {
  expect(told({ ...released, base: [other], desired: [other, first] })).toEqual({
    section: 'change',
    data: { 'data.a': ['change'] },
  });
});

test('after a first apply that failed, the objects merged with it are not those of the pull request', () => {
  const pending = { pending: [first], live: [] };
  expect(told({ ...pending, base: [first], desired: [first, other] }).section).toBe('unapplied');
});

test('an object that is to be taken over since an earlier merge is not taken over by the pull request', () => {
  const adopted = { ...released, live: [live, first] };
  expect(told({ ...adopted, base: [other, second], desired: [other, second] })).toEqual({
    section: 'unapplied',
    data: { 'data.b': ['unapplied'] },
  });
});

test.each([
  ['by an earlier merge', [other], 'unapplied'],
  ['by the pull request', [other, first], 'change'],
])('an object that was removed %s is told there', (_by, base, section) => {
  const both = { released: [other, first], live: [live, appliedObject(first, {})] };
  expect(told({ ...both, base, desired: [other] })).toEqual({ section, data: {} });
});

test('what a pull request takes back before it was applied is its own change', () => {
  const known = { released: [first], live: [appliedObject(first, {}, { data: { a: '1', b: '2' } })] };
  expect(told({ ...known, base: [second], desired: [first] }).data['data.b']).toContain('change');
});

test.each<[string, { released: KubeObject[]; base: KubeObject[]; desired: KubeObject[] }]>([
  [
    'an object added before',
    { released: [other], base: [other, first], desired: [configMap('other', {}), first] },
  ],
  ['an object changed before', { released: [first], base: [second], desired: [second, other] }],
  ['an object removed before', { released: [first, other], base: [first], desired: [second] }],
  [
    'an object added before and changed now',
    { released: [other], base: [other, first], desired: [other, second] },
  ],
])('a plan keeps its hash when %s has been applied in the meantime', (_what, { released, base, desired }) => {
  const applied = (objects: KubeObject[]) => objects.map((one) => appliedObject(one, {}));
  const before = planOf({ released, live: applied(released), base, desired });
  const after = planOf({ released: base, live: applied(base), desired, mode: 'apply' });
  expect(after.plan.hash).toBe(before.plan.hash);
});

const ignore = [{ kind: 'ConfigMap', paths: ['data.b'] }];
const ruled = { released: [second], live: [appliedObject(second, {})], base: [second], desired: [second] };

test.each([
  ['adds', { baseIgnore: [], releasedIgnore: [], target: { ignore } }],
  ['removes', { baseIgnore: ignore, releasedIgnore: ignore, target: { ignore: [] } }],
])('an ignore rule that the pull request %s is its own change', (_how, rules) => {
  const [decision] = decide(situationOf({ ...ruled, ...rules }));
  expect(decision?.gitFields.map(({ cause }) => cause)).toEqual(['change']);
});

test("an ignore rule that was merged before is not the pull request's", () => {
  const [decision] = decide(situationOf({ ...ruled, baseIgnore: ignore, target: { ignore } }));
  expect(decision?.gitFields.map(({ cause }) => cause)).toEqual(['unapplied']);
});
