import { expect, test } from '@jest/globals';
import { field } from '../../../src/manifests/json.ts';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { decide } from '../../../src/plan/decide.ts';
import { alsoOwned, entry } from '../../support/server-side-apply.ts';
import { asApplied } from './applied.ts';
import { configMap, decisionOf, situationOf } from './situations.ts';

const settings = (data: JsonObject): KubeObject => configMap('settings', data);
const answered = asApplied(settings({ a: '1', b: '1' }));
const theirs = entry('some-controller', { 'f:data': { 'f:c': {} } });

/** Whether an apply asks the server before it writes this change. */
const isAsked = (desired: KubeObject, live: KubeObject): boolean =>
  decisionOf(
    decide(
      situationOf({
        released: [settings({ a: '1', b: '1' })],
        answered: [answered],
        desired: [desired],
        live: [live],
        mode: 'apply',
      }),
    ),
    'settings',
  ).ask;

test('an apply asks whether there is anything to write where live has the new value already', () => {
  const live = { ...alsoOwned(answered, theirs), data: { a: '1', b: '1', c: '2' } };
  expect(isAsked(settings({ a: '1', b: '1', c: '2' }), live)).toBe(true);
  expect(isAsked(settings({ a: '1', b: '1', c: '3' }), live)).toBe(false);
});

test('an apply asks, too, where a new rule leaves to others what they hold already', () => {
  const bare = settings({ a: '1', b: '1' });
  const noted = { ...bare, metadata: { ...bare.metadata, annotations: { note: '1' } } };
  const live = asApplied(bare);
  const taken = {
    ...live,
    metadata: {
      ...live.metadata,
      annotations: { ...(field(live, 'metadata', 'annotations') as JsonObject), note: '2' },
    },
  };
  const known = { released: [noted], answered: [asApplied(noted)], desired: [noted], live: [taken] };
  const target = { ignore: [{ paths: ['metadata.annotations.note'] }] };
  const decided = decide(situationOf({ ...known, target, mode: 'apply' }));
  expect(decisionOf(decided, 'settings')).toMatchObject({ action: 'update', ask: true });
});

test('an apply asks where all that Git changes is left to a manager', () => {
  const held = { ...alsoOwned(answered, theirs), data: { a: '1', b: '1', c: '2' } };
  const known = {
    released: [settings({ a: '1', b: '1' })],
    answered: [answered],
    live: [held],
    mode: 'apply' as const,
  };
  const desired = [settings({ a: '1', b: '1', c: '3' })];
  const target = { ignore: [{ managers: ['some-controller'] }] };
  const decided = decide(situationOf({ ...known, desired, target }));
  expect(decisionOf(decided, 'settings')).toMatchObject({ action: 'update', ask: true });
});

test('an apply does not ask where a field of ours leaves Git', () => {
  expect(isAsked(settings({ a: '1' }), answered)).toBe(false);
});
