import { expect, test } from '@jest/globals';
import type { KubeObject } from '../../../src/manifests/types.ts';
import { decide } from '../../../src/plan/decide.ts';
import { goingBack } from '../../../src/plan/rollback.ts';
import { appliedObject, configMap, object, planOf, situationOf } from './situations.ts';

const claim = object('v1', 'PersistentVolumeClaim', 'data');
const entry = 'PersistentVolumeClaim/shop/data';
const settings = configMap('settings', { a: '1' });
const live = (one: KubeObject): KubeObject => appliedObject(one, {});

/** Revision 1 has the settings; the apply of these beside them has failed. */
function backFrom(made: KubeObject[], allowDestroy: string[] = [], adopted: string[] = []) {
  const known = {
    released: [settings],
    desired: [settings],
    pending: [settings, ...made],
    live: [settings, ...made].map(live),
    mode: 'apply' as const,
  };
  const situation = situationOf(known);
  const pending = { ...situation.release?.pending, adopted };
  const decisions = decide({ ...situation, release: { ...situation.release, pending } as never });
  const steps = decisions.map((decision) => ({ decision, action: decision.action }));
  const back = goingBack({ steps, decisions }, allowDestroy);
  return {
    actions: Object.fromEntries(back.steps.map(({ decision, action }) => [decision.id.name, action])),
    left: back.left.map(({ id }) => id.name),
    refusal: back.refusal?.code,
  };
}

test('what the failed apply made is deleted, however many they are', () => {
  const made = Array.from({ length: 30 }, (_, index) => configMap(`made-${index}`, {}));
  const { actions, left, refusal } = backFrom(made);
  expect(new Set(made.map(({ metadata }) => actions[metadata.name]))).toEqual(new Set(['delete']));
  expect({ left, refusal }).toEqual({ left: [], refusal: undefined });
});

test('what may hold data is forgotten without consent, and deleted with it', () => {
  expect(backFrom([claim])).toMatchObject({
    actions: { data: 'forget' },
    left: ['data'],
    refusal: undefined,
  });
  expect(backFrom([claim], [entry])).toMatchObject({ actions: { data: 'delete' }, left: [] });
});

test('what the failed apply adopted is forgotten, whatever the consents', () => {
  const back = backFrom([claim], [entry], ['PersistentVolumeClaim/shop/data']);
  expect(back).toMatchObject({ actions: { data: 'forget' }, left: [] });
});

test('there is no going back where an object would have to be replaced without consent', () => {
  const { steps } = planOf({ released: [settings], desired: [settings], live: [live(settings)] });
  const replaced = steps.map(({ decision }) => ({ decision, action: 'replace' as const }));
  const decisions = steps.map(({ decision }) => decision);
  expect(goingBack({ steps: replaced, decisions }, []).refusal?.code).toBe('CONSENT_REQUIRED');
  expect(goingBack({ steps: replaced, decisions }, ['ConfigMap/shop/settings']).refusal).toBeUndefined();
});
