import { describe, expect, test } from '@jest/globals';
import { PlumblineError } from '../../../src/errors/error.ts';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import type { Answer } from '../../../src/plan/situation.ts';
import type { FieldChange } from '../../../src/plan/types.ts';
import { alsoOwned, entry } from '../../support/server-side-apply.ts';
import { asApplied, deployment, secret, settled } from './applied.ts';
import { answer, configMap, type Known, planned, planOf } from './situations.ts';

const fieldsOf = (known: Known, answers: Record<string, Answer> = {}): Record<string, FieldChange> => {
  const { fields } = planned(planOf(known, answers), 'x');
  return Object.fromEntries(fields.map((field) => [field.path, field]));
};
const before = configMap('x', { a: '1', b: '1', c: '1' });
/** As the server would leave it: what is sent, and what it adds. */
const leaves = (manifest: KubeObject, more: JsonObject = {}): Record<string, Answer> => ({
  x: answer({ ...asApplied(manifest), ...more }),
});
/** Somebody's edit: the value, and the entry of managedFields that tells who it was. */
const edited = (data: JsonObject): KubeObject =>
  alsoOwned(
    { ...asApplied(before), data },
    entry('kubectl-edit', { 'f:data': { 'f:b': {} } }, { time: '2026-11-21T08:00:00Z' }),
  );

describe('the causes of a field are kept apart', () => {
  const after = configMap('x', { a: '2', b: '1', c: '2' });
  const known = {
    desired: [after],
    ...settled(before),
    live: [edited({ a: '1', b: 'theirs', c: 'theirs' })],
  };
  const fields = fieldsOf(known, leaves(after, { immutable: false }));

  test('what the commit does is a change', () => {
    expect(fields['data.a']).toEqual({
      path: 'data.a',
      released: '1',
      live: '1',
      desired: '2',
      result: '2',
      causes: ['change'],
    });
  });

  test('what live departs from is drift, with who did it and when', () => {
    expect(fields['data.b']).toEqual({
      path: 'data.b',
      released: '1',
      live: 'theirs',
      desired: '1',
      result: '1',
      causes: ['drift'],
      by: { manager: 'kubectl-edit', operation: 'Update', time: '2026-11-21T08:00:00Z' },
    });
  });

  test('a field that both have touched has both causes', () => {
    expect(fields['data.c']).toMatchObject({
      released: '1',
      live: 'theirs',
      desired: '2',
      causes: ['change', 'drift'],
    });
  });

  test('what only the server does is an effect', () => {
    expect(fields.immutable).toEqual({ path: 'immutable', result: false, causes: ['effect'] });
  });

  test('and nothing else is told', () => {
    expect(Object.keys(fields).sort()).toEqual(['data.a', 'data.b', 'data.c', 'immutable']);
  });
});

test('what a webhook or a default does to a field that live has as it was applied is an effect, beside drift, too', () => {
  const changed = { a: 'theirs', b: '1', c: '1' };
  const live = { ...asApplied(before), data: changed };
  const known = { desired: [before], ...settled(before), live: [live] };
  const fields = fieldsOf(known, {
    x: answer({ ...asApplied(before), data: { a: '1', b: 'rewritten', c: '1' } }),
  });
  expect(fields['data.a']?.causes).toEqual(['drift']);
  expect(fields['data.b']).toMatchObject({ live: '1', result: 'rewritten', causes: ['effect'] });
});

test('what somebody applied under our name and the release never had is drift', () => {
  const live = asApplied(configMap('x', { a: '1', b: '1', c: '1', d: 'theirs' }));
  const fields = fieldsOf({ desired: [before], ...settled(before), live: [live] }, leaves(before));
  expect(fields['data.d']).toMatchObject({ live: 'theirs', causes: ['drift'] });
});

test('what becomes of an item that others added to a keyed list is not for Git to say', () => {
  const env = (...items: JsonObject[]): KubeObject =>
    deployment('x', { template: { spec: { containers: [{ name: 'main', env: items }] } } });
  const [ours, theirs] = [
    { name: 'A', value: '1' },
    { name: 'B', value: '1' },
  ];
  const live = { ...asApplied(env(ours)), spec: env(ours, theirs).spec as JsonObject };
  const result = { ...live, spec: env(ours, { ...theirs, value: '2' }).spec as JsonObject };
  const fields = fieldsOf(
    { desired: [env(ours)], released: [env(ours)], live: [live] },
    { x: answer(result) },
  );
  expect(Object.values(fields)).toMatchObject([{ live: '1', result: '2', causes: ['effect'] }]);
});

describe('another order of a list', () => {
  const env = (...items: [string, string][]): KubeObject => {
    const container = { name: 'main', env: items.map(([name, value]) => ({ name, value })) };
    return deployment('x', { template: { spec: { containers: [container] } } });
  };
  const at = 'spec.template.spec.containers[name=main].env';
  const was = env(['A', '1'], ['B', '1']);
  const turned = env(['B', '1'], ['A', '1']);
  const causes = (known: Known, result: KubeObject): Record<string, string[]> =>
    Object.fromEntries(
      Object.entries(fieldsOf(known, { x: answer(asApplied(result)) })).map(([path, field]) => [
        path,
        field.causes,
      ]),
    );
  const drifted = { ...asApplied(was), spec: env(['A', '1'], ['B', 'theirs']).spec as JsonObject };

  test("by Git does not make it Git's what drifted in the items", () => {
    const known = { desired: [turned], ...settled(was), live: [drifted] };
    expect(causes(known, turned)).toEqual({ [at]: ['change'], [`${at}[name=B].value`]: ['drift'] });
  });

  test('by others does not make it drift what Git changes in the items', () => {
    const changed = env(['A', '1'], ['B', '2']);
    const live = { ...asApplied(was), spec: turned.spec as JsonObject };
    expect(causes({ desired: [changed], ...settled(was), live: [live] }, changed)).toEqual({
      [at]: ['drift'],
      [`${at}[name=B].value`]: ['change'],
    });
  });

  test('is told by the keys alone', () => {
    const { [at]: order } = fieldsOf(
      { desired: [turned], ...settled(was) },
      { x: answer(asApplied(turned)) },
    );
    expect(order).toEqual({ path: at, live: ['A', 'B'], result: ['B', 'A'], causes: ['change'] });
  });

  test('and what drifted in the items are both told without the answer of the server', () => {
    const fields = fieldsOf({ desired: [turned], ...settled(was), live: [drifted] });
    expect(fields[at]).toMatchObject({ live: ['A', 'B'], result: ['B', 'A'], causes: ['change'] });
    expect(fields[`${at}[name=B].value`]).toMatchObject({ live: 'theirs', result: '1', causes: ['drift'] });
  });
});

test('where live has the new value already, there is nothing to tell of the field', () => {
  const after = configMap('x', { a: '2', b: '2', c: '1' });
  const known = {
    desired: [after],
    ...settled(before),
    live: [{ ...asApplied(before), data: { a: '2', b: '1', c: '1' } }],
  };
  expect(Object.keys(fieldsOf(known, leaves(after)))).toEqual(['data.b']);
});

test('what the server keeps for itself is never told', () => {
  const after = configMap('x', { a: '2', b: '1', c: '1' });
  const bumped = {
    ...asApplied(after, { resourceVersion: '999', generation: 4, creationTimestamp: 'x' }),
    status: { phase: 'new' },
  };
  expect(Object.keys(fieldsOf({ desired: [after], ...settled(before) }, { x: answer(bumped) }))).toEqual([
    'data.a',
  ]);
});

test('absent is not null', () => {
  const after = { ...before, data: { a: null, b: '1', c: '1' } };
  const known = { desired: [after as KubeObject], ...settled(before) };
  const fields = fieldsOf(known);
  expect(fields['data.a']).toMatchObject({ live: '1', desired: null });
  const removed = fieldsOf({ desired: [configMap('x', { b: '1', c: '1' })], ...settled(before) });
  expect(removed['data.a']).toMatchObject({ live: '1', causes: ['change'] });
  expect(removed['data.a']).not.toHaveProperty('desired');
});

describe('without the answer of the server', () => {
  test('change and drift are told all the same, from Git and the baseline', () => {
    const after = configMap('x', { a: '2', b: '1', c: '1' });
    const known = { desired: [after], ...settled(before), live: [edited({ a: '1', b: 'theirs', c: '1' })] };
    const refused: Answer = {
      left: [],
      removed: [],
      warnings: [],
      error: new PlumblineError('FORBIDDEN', 'no'),
      lacksRight: true,
    };
    const fields = fieldsOf(known, { x: refused });
    expect(fields['data.a']).toMatchObject({ live: '1', result: '2', causes: ['change'] });
    expect(fields['data.b']).toMatchObject({
      live: 'theirs',
      result: '1',
      causes: ['drift'],
      by: { manager: 'kubectl-edit' },
    });
    expect(Object.keys(fields)).toHaveLength(2);
  });

  test('a creation is told by what would be sent, our label and annotation included', () => {
    const fields = fieldsOf({ desired: [configMap('x', { a: '1' })] });
    expect(fields['data.a']).toMatchObject({ result: '1', causes: ['change'] });
    expect(Object.keys(fields)).toEqual(
      expect.arrayContaining([
        'metadata.annotations["plumbline.dev/release"]',
        'metadata.labels["applyset.kubernetes.io/part-of"]',
      ]),
    );
  });
});

test('of a Secret the sizes are told, equal as equal and different as different', () => {
  const old = secret('x', { same: 'VALUE', longer: 'VALUE', other: 'VALUE', gone: 'VALUE' });
  const fresh = secret('x', { same: 'VALUE', longer: 'VALUES', other: 'EULAV', added: 'VALUE' });
  const fields = fieldsOf({ desired: [fresh], ...settled(old) }, leaves(fresh));
  expect(fields['data.same']).toBeUndefined();
  expect(fields['data.longer']).toMatchObject({
    live: '(5 bytes, hidden)',
    result: '(6 bytes, hidden)',
    sensitive: true,
  });
  expect(fields['data.other']).toMatchObject({
    live: '(5 bytes, hidden)',
    result: '(5 bytes, hidden, different)',
  });
  expect(fields['data.added']).toMatchObject({ result: '(5 bytes, hidden)' });
  expect(fields['data.gone']).toMatchObject({ live: '(5 bytes, hidden)' });
  const told = JSON.stringify(fields);
  for (const value of ['VALUE', 'EULAV']) {
    expect(told).not.toContain(value);
    expect(told).not.toContain(Buffer.from(value).toString('base64').replace(/=+$/, ''));
  }
});

test('fields are named by key, as ignore rules name them', () => {
  const image = (tag: string) => ({
    template: { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'main', image: tag }] } },
  });
  const after = deployment('x', image('example.org/main:2'));
  const fields = fieldsOf(
    { desired: [after], ...settled(deployment('x', image('example.org/main:1'))) },
    leaves(after),
  );
  expect(Object.keys(fields)).toEqual(['spec.template.spec.containers[name=main].image']);
});
