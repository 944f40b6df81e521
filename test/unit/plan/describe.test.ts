import { describe, expect, test } from '@jest/globals';
import { PlumblineError } from '../../../src/errors/error.ts';
import type { ManagedFieldsEntry } from '../../../src/manifests/types.ts';
import { assemble } from '../../../src/plan/assemble.ts';
import { decide } from '../../../src/plan/decide.ts';
import type { Answer } from '../../../src/plan/situation.ts';
import { asApplied, deployment, settled } from './applied.ts';
import { answer, configMap, type Known, planned, planOf, policy, situationOf } from './situations.ts';

const x = configMap('x', { a: '1' });
const changed = configMap('x', { a: '2' });
const update: Known = { desired: [changed], ...settled(x) };
const failing = (
  code: ConstructorParameters<typeof PlumblineError>[0],
  more: Partial<Answer> = {},
): Answer => ({
  left: [],
  removed: [],
  warnings: [],
  error: new PlumblineError(code, 'the server says no', { remedy: 'Do this.' }),
  ...more,
});
const drifted = { ...asApplied(x), data: { a: 'theirs' } };

describe('the action that stands once the server has answered', () => {
  test('is none where it would change neither content nor ownership', () => {
    const { plan } = planOf(update, { x: answer(asApplied(x)) });
    expect(plan.objects).toEqual([]);
    expect(plan.counts).toMatchObject({ update: 0, unchanged: 1 });
  });

  test('is still the action where only our ownership would change', () => {
    const live = asApplied(x, { managedFields: [] as ManagedFieldsEntry[] });
    const known = { desired: [x], ...settled(x), live: [live] };
    expect(planned(planOf(known, { x: answer(asApplied(x)) }), 'x')).toMatchObject({
      action: 'restore',
      fields: [],
      reason: 'takes back the ownership of its fields; the content stays',
    });
  });

  test('is to replace where a field cannot change', () => {
    const object = planned(planOf(update, { x: failing('IMMUTABLE') }), 'x');
    expect(object).toMatchObject({ action: 'replace', consent: { given: false } });
    expect(object).not.toHaveProperty('error');
  });

  test('is what it was where the server says no, which the plan tells with its remedy', () => {
    expect(planned(planOf(update, { x: failing('WEBHOOK_DENIED') }), 'x')).toMatchObject({
      action: 'update',
      error: { code: 'WEBHOOK_DENIED', message: 'the server says no', remedy: 'Do this.' },
    });
  });

  test('is none for drift that the server would not mend: there is nothing to write', () => {
    const known = { desired: [x], ...settled(x), live: [drifted] };
    expect(planOf(known, { x: answer(drifted) }).plan.objects).toEqual([]);
  });
});

describe('an object of the plan', () => {
  test('says that the server was not asked, and is no failure, where the login may not ask', () => {
    const object = planned(planOf(update, { x: failing('FORBIDDEN', { lacksRight: true }) }), 'x');
    expect(object).toMatchObject({ effectNotAsked: 'the login may not ask in a dry run' });
    expect(object).not.toHaveProperty('error');
  });

  test('fails in an apply where the login may not ask, since it may not write either', () => {
    const refused = { x: failing('FORBIDDEN', { lacksRight: true }) };
    const object = planned(planOf({ ...update, mode: 'apply' }, refused), 'x');
    expect(object).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(object).not.toHaveProperty('effectNotAsked');
  });

  test('has the warnings of the server', () => {
    const warned = { ...answer(asApplied(changed)), warnings: ['v1beta1 is deprecated'] };
    expect(planned(planOf(update, { x: warned }), 'x').warnings).toEqual(['v1beta1 is deprecated']);
  });

  test('that is deleted has no fields: all of it goes', () => {
    const known = {
      desired: [deployment('web'), deployment('w2')],
      ...settled(x, deployment('web'), deployment('w2')),
    };
    expect(planned(planOf(known), 'x')).toMatchObject({ action: 'delete', fields: [], risks: [] });
  });

  test('says that the cluster holds the new values already', () => {
    const live = { ...asApplied(x), data: { a: '2' } };
    const known = { ...update, live: [live], mode: 'apply' as const };
    const object = planned(planOf(known), 'x');
    expect(object).toMatchObject({ action: 'update', reason: 'the cluster holds these values already' });
  });
});

describe('the counts', () => {
  test('are of what is shown, and of what stays', () => {
    const unchanged = Array.from({ length: 3 }, (_, n) => configMap(`u${n}`, {}));
    const released = [x, ...unchanged, configMap('gone', {})];
    const desired = [changed, ...unchanged, configMap('new', {})];
    const { plan } = planOf({ desired, ...settled(...released) }, { x: answer(asApplied(changed)) });
    expect(plan.counts).toMatchObject({
      create: 1,
      update: 1,
      delete: 1,
      unchanged: 3,
      adopt: 0,
      restore: 0,
    });
    expect(plan.total).toBe(5);
    expect(plan.objects).toHaveLength(3);
  });

  test('leave out what is gone from Git and from the cluster alike', () => {
    const known = { desired: [x], ...settled(x, configMap('gone', {})), live: [asApplied(x)] };
    expect(planOf(known).plan).toMatchObject({ objects: [], counts: { forget: 0, delete: 0, unchanged: 1 } });
  });
});

test('an object that carries our label and stands in no record is told, and left alone', () => {
  const situation = {
    ...situationOf({ desired: [x], ...settled(x) }),
    strays: [asApplied(configMap('copy', {}))],
  };
  const { plan } = assemble(situation, decide(situation), new Map(), { policy, findings: [], notAsked: [] });
  expect(plan.findings).toMatchObject([
    { severity: 'info', code: 'STRAY_OBJECT', object: 'ConfigMap shop/copy' },
  ]);
  expect(plan.objects).toEqual([]);
});
