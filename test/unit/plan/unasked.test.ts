import { expect, test } from '@jest/globals';
import { PlumblineError } from '../../../src/errors/error.ts';
import type { KubeObject } from '../../../src/manifests/types.ts';
import type { Answer } from '../../../src/plan/situation.ts';
import { entry } from '../../support/server-side-apply.ts';
import { asApplied, settled } from './applied.ts';
import { configMap, type Known, object, planned, planOf } from './situations.ts';

/** The login may read and not ask. */
const error = new PlumblineError('FORBIDDEN', 'no');
const refused: Answer = { left: [], removed: [], warnings: [], error, lacksRight: true };

const plan = (known: Known) => planned(planOf(known, { x: refused }), 'x');
const dataOf = (known: Known) =>
  plan(known)
    .fields.filter(({ path }) => !path.startsWith('metadata'))
    .map(({ path, live, result, causes }) => ({ path, live, result, causes }));
const byKubectl = (one: KubeObject, uid = 'another'): KubeObject => ({
  ...one,
  metadata: { ...one.metadata, uid, managedFields: [entry('kubectl-create', { 'f:data': { 'f:a': {} } })] },
});
const fromGit = configMap('x', { a: 'git', b: 'same' });
const theirs = configMap('x', { a: 'live', b: 'same', c: 'stays' });

test('an object that is adopted tells what of it is overwritten', () => {
  const known = { desired: [fromGit], live: [byKubectl(theirs)] };
  expect(plan(known).action).toBe('adopt');
  expect(dataOf(known)).toEqual([{ path: 'data.a', live: 'live', result: 'git', causes: ['change'] }]);
});

test('an object that somebody deleted and made anew tells how it differs from the release', () => {
  const remade = byKubectl({ ...theirs, metadata: asApplied(theirs).metadata });
  const known = { desired: [fromGit], ...settled(fromGit), live: [remade] };
  expect(dataOf(known)).toEqual([{ path: 'data.a', live: 'live', result: 'git', causes: ['drift'] }]);
});

test("an object without a baseline tells how it differs, and what of that is the commit's", () => {
  const before = configMap('x', { a: 'git', b: 'old' });
  const known = {
    desired: [fromGit],
    released: [before],
    live: [asApplied(configMap('x', { a: '!', b: 'old' }))],
  };
  expect(dataOf(known)).toEqual([
    { path: 'data.b', live: 'old', result: 'same', causes: ['change'] },
    { path: 'data.a', live: '!', result: 'git', causes: ['drift'] },
  ]);
});

test('lists are compared by key, and what others added to them is not told', () => {
  const service = (...ports: number[]) =>
    object('v1', 'Service', 'x', { spec: { ports: ports.map((port) => ({ port, name: `p${port}` })) } });
  const known = { desired: [service(80, 81)], live: [byKubectl(service(443, 80))] };
  expect(dataOf(known).map(({ path }) => path)).toEqual([
    'spec.ports[port=81,protocol=TCP].name',
    'spec.ports[port=81,protocol=TCP].port',
  ]);
});

test("only the server's answer tells that the content of a restored object stays", () => {
  const known = { desired: [fromGit], ...settled(fromGit), live: [byKubectl(asApplied(fromGit))] };
  expect(plan(known)).toMatchObject({ action: 'restore', fields: [] });
  expect(plan(known).reason).toBeUndefined();
});

test('a field that was changed before and is changed again is told once', () => {
  const [first, second, third] = ['1', '2', '3'].map((a) => configMap('x', { a }));
  const known = {
    ...settled(first as KubeObject),
    base: [second as KubeObject],
    desired: [third as KubeObject],
  };
  expect(dataOf(known)).toEqual([
    { path: 'data.a', live: '1', result: '3', causes: ['unapplied', 'change'] },
  ]);
});
