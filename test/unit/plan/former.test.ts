import { expect, test } from '@jest/globals';
import { decide } from '../../../src/plan/decide.ts';
import { isNamed, isOf, leftFinding } from '../../../src/plan/left.ts';
import { withFormer } from '../../../src/plan/moved.ts';
import type { Release } from '../../../src/release/types.ts';
import { appliedObject, configMap, type Known, membership, situationOf } from './situations.ts';

const release = (known: Known): Release => situationOf(known).release as Release;
const names = (of: Release | undefined): { [key: string]: unknown } =>
  Object.fromEntries((of?.current?.manifests ?? []).map(({ id, object }) => [id.name, object.data]));

test('a target with a former name is planned against the objects of both releases, its own first', () => {
  const own = release({ released: [configMap('a', { of: 'own' }), configMap('b', {})] });
  const former = release({ released: [configMap('a', { of: 'former' }), configMap('c', {})] });
  expect(names(withFormer(own, former))).toEqual({ a: { of: 'own' }, b: {}, c: {} });
  expect(withFormer(undefined, former)).toBe(former);
  expect(withFormer(own, undefined)).toBe(own);
});

test('objects of the former release move, unchanged ones too, and what left Git is deleted', () => {
  const known: Known = {
    released: [configMap('same', {}), configMap('gone', {})],
    desired: [configMap('same', {})],
    live: [appliedObject(configMap('same', {}), {}), appliedObject(configMap('gone', {}), {})],
    answered: [appliedObject(configMap('same', {}), {})],
    mode: 'apply',
  };
  const moved = { id: 'applyset-new-v1', release: 'plumbline-system/new', formerId: membership.id };
  const decisions = decide({ ...situationOf(known), membership: moved });
  expect(decisions.map(({ id, action }) => [id.name, action])).toEqual([
    ['same', 'update'],
    ['gone', 'delete'],
  ]);
  const strangers = decide({ ...situationOf(known), membership: { ...moved, formerId: 'another' } });
  expect(strangers.map(({ refusal }) => refusal?.code)).toContain('FOREIGN_OBJECT');
});

test('a release is left when no target has its name or takes it over, in its namespace', () => {
  const target = { name: 'web', release: { namespace: 'plumbline-system' }, movedFrom: { name: 'shop' } };
  const at = { namespace: 'plumbline-system' };
  expect(isNamed({ ...at, name: 'web' }, [target])).toBe(true);
  expect(isNamed({ ...at, name: 'shop' }, [target])).toBe(true);
  expect(isNamed({ ...at, name: 'infra' }, [target])).toBe(false);
  expect(isNamed({ namespace: 'elsewhere', name: 'web' }, [target])).toBe(false);
});

test('a release is of a repository only where both are known and the same', () => {
  const shop = release({ released: [configMap('a', {})] });
  expect(isOf(shop, 'github.com/acme/shop')).toBe(true);
  expect(isOf(shop, 'github.com/acme/other')).toBe(false);
  expect(isOf({}, '')).toBe(false);
  expect(leftFinding(shop)).toMatchObject({ code: 'TARGET_LEFT', severity: 'warning' });
  expect(leftFinding(shop).remedy).toContain('plumbline uninstall shop');
});
