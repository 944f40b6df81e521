import { expect, test } from '@jest/globals';
import type { IgnoreRule } from '../../../src/config/types.ts';
import { ignorePatterns } from '../../../src/drift/ignore.ts';
import { PlumblineError } from '../../../src/errors/error.ts';
import { matches } from '../../../src/manifests/pattern.ts';
import type { KubeObject } from '../../../src/manifests/types.ts';
import { alsoOwned, answerTo, entry } from '../../support/server-side-apply.ts';

const id = { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' };
const texts = (...rules: IgnoreRule[]): string[] => ignorePatterns(rules, id).map(({ text }) => text);

test('a rule concerns the objects that fit all it names', () => {
  const paths = ['spec.replicas'];
  for (const part of [
    {},
    { group: 'apps' },
    { kind: 'Deployment' },
    { namespace: 'shop' },
    { name: 'web' },
    id,
  ]) {
    expect(texts({ ...part, paths })).toEqual(paths);
  }
  for (const part of [{ group: '' }, { kind: 'StatefulSet' }, { namespace: 'other' }, { name: 'webb' }]) {
    expect(texts({ ...id, ...part, paths })).toEqual([]);
  }
});

test('the rules of an object add up', () => {
  expect(texts({ paths: ['spec.a'] }, { kind: 'Deployment', paths: ['spec.b', 'spec.c'] })).toEqual([
    'spec.a',
    'spec.b',
    'spec.c',
  ]);
});

test('a rule by manager covers what that manager owns, by name or by the start of it', () => {
  const object: KubeObject = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {},
  };
  const theirs = {
    'f:spec': { 'f:replicas': {}, 'f:containers': { 'k:{"name":"a"}': { 'f:name': {}, 'f:cpu': {} } } },
  };
  const live = alsoOwned(answerTo(object), entry('vpa-updater', theirs));
  for (const managers of [['vpa-updater'], ['vpa-*'], ['x', 'vpa-*']]) {
    const patterns = ignorePatterns([{ managers }], id, live);
    const covers = (...path: string[]): boolean => patterns.some((pattern) => matches(pattern, path));
    expect(covers('f:spec', 'f:replicas')).toBe(true);
    expect(covers('f:spec', 'f:containers', 'k:{"name":"a"}', 'f:cpu')).toBe(true);
    // The key of an item is owned by all who own something in it: it is no sign of theirs.
    expect(covers('f:spec', 'f:containers', 'k:{"name":"a"}', 'f:name')).toBe(false);
    expect(covers('f:spec', 'f:paused')).toBe(false);
  }
  expect(ignorePatterns([{ managers: ['vpa'] }], id, live)).toEqual([]);
  expect(ignorePatterns([{ managers: ['vpa-*'] }], id)).toEqual([]);
});

test('a path that cannot be read is a fault of the configuration', () => {
  expect(() => texts({ paths: ['spec.a['] })).toThrow(PlumblineError);
});
