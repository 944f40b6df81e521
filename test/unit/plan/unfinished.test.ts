import { expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/manifests/types.ts';
import { answer, appliedObject, configMap, type Known, planned, planOf } from './situations.ts';

const settings = (data: JsonObject) => configMap('settings', data);
const fields = { 'f:data': { 'f:a': {}, 'f:b': {} } };
const released = settings({ a: '1', b: '1' });
const answered = [appliedObject(released, fields)];
const pending = [settings({ a: '2', b: '1', c: 'new' })];

/** Revision 1 is applied, 2 has failed; live holds this data, and Git that. */
function plan(data: { live: JsonObject; desired: JsonObject; base?: JsonObject }, isAsked = true) {
  const desired = settings(data.desired);
  const known: Known = {
    released: [released],
    answered,
    pending,
    live: [appliedObject(released, { 'f:data': { ...fields['f:data'], 'f:c': {} } }, { data: data.live })],
    desired: [desired],
    ...(data.base !== undefined && { base: [settings(data.base)] }),
  };
  const object = planned(planOf(known, isAsked ? { settings: answer(desired) } : {}), 'settings');
  const changes = object.fields.filter(({ path }) => path.startsWith('data'));
  return {
    action: object.action,
    data: Object.fromEntries(changes.map(({ path, causes }) => [path, causes])),
  };
}

test('going back from an apply that failed undoes its change, and reverts no drift', () => {
  const live = { a: '2', b: '1', c: 'new' };
  expect(plan({ live, desired: { a: '1', b: '1' } })).toEqual({
    action: 'update',
    data: { 'data.a': ['change'], 'data.c': ['change'] },
  });
});

test("without the server's answer it is told the same way", () => {
  const live = { a: '2', b: '1' };
  expect(plan({ live, desired: { a: '1', b: '1' } }, false).data).toEqual({ 'data.a': ['change'] });
});

test("on a pull request, a failed change that has been taken back by a merge is that merge's", () => {
  const live = { a: '2', b: '1', c: 'new' };
  const desired = { a: '1', b: '1' };
  expect(plan({ live, desired, base: desired }).data).toEqual({
    'data.a': ['unapplied'],
    'data.c': ['unapplied'],
  });
});

test('a commit that goes on from an apply that failed meets no drift', () => {
  const live = { a: '2', b: '1', c: 'new' };
  expect(plan({ live, desired: { a: '3', b: '1', c: 'new' } }).data).toEqual({ 'data.a': ['change'] });
});

test('what others changed beside a failed apply is drift', () => {
  const live = { a: '2', b: 'edited', c: 'new' };
  expect(plan({ live, desired: { a: '1', b: '1' } }).data).toMatchObject({ 'data.b': ['drift'] });
});

test('an object that a failed apply has not come to is judged as ever', () => {
  const live = { a: 'edited', b: '1' };
  expect(plan({ live, desired: { a: '1', b: '1' } })).toEqual({
    action: 'restore',
    data: { 'data.a': ['drift'] },
  });
});
