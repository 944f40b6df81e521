import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { baselineOf, checkObject } from '../../../src/drift/check.ts';
import { leaves, ownEntry } from '../../../src/manifests/fieldset.ts';
import { idOf } from '../../../src/manifests/identity.ts';
import { isObject } from '../../../src/manifests/json.ts';
import { isKeyField, type Path, renderPath, startsWith } from '../../../src/manifests/path.ts';
import { getAt, parsePattern, removeAt, setAt } from '../../../src/manifests/pattern.ts';
import type { Json, KubeObject } from '../../../src/manifests/types.ts';
import { alsoOwned, answerTo, entry, fieldSet } from '../../support/server-side-apply.ts';
import { arbitraryObject } from './arbitrary-object.ts';

const baseline = (live: KubeObject, applied = live) =>
  baselineOf({ id: idOf(applied), object: applied }, live);
const containers = (...items: Json[]): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { template: { spec: { containers: items } } },
});
const [web, log] = [
  { name: 'web', image: 'web:1' },
  { name: 'log', image: 'log:1' },
];
const at = ['f:spec', 'f:template', 'f:spec', 'f:containers'];
/** Changes what is live, and leaves managedFields as it was. */
const set = (live: KubeObject, path: Path, value: Json): KubeObject => setAt(live, path, value) as KubeObject;
const ownLeaves = (live: KubeObject): Path[] => leaves(ownEntry(live)?.fieldsV1 ?? {});

describe('laws of the check', () => {
  test('an object is clean against its own baseline', () => {
    fc.assert(
      fc.property(arbitraryObject, (object) => {
        const live = answerTo(object);
        expect(checkObject(baseline(live), live)).toEqual({ verdict: 'clean', paths: [] });
      }),
    );
  });

  test('another value at any of our fields is drift, and the path is told', () => {
    fc.assert(
      fc.property(arbitraryObject, fc.nat(), (object, seed) => {
        const live = answerTo(object);
        const own = ownLeaves(live).filter((path) => !isKeyField(path));
        fc.pre(own.length > 0);
        const path = own[seed % own.length] as Path;
        const check = checkObject(baseline(live), set(live, path, 'something else entirely'));
        expect(check.verdict).toBe('drift');
        expect(check.paths.map(renderPath)).toContain(renderPath(path));
      }),
    );
  });

  test('any of our fields that is gone is drift', () => {
    fc.assert(
      fc.property(arbitraryObject, fc.nat(), (object, seed) => {
        const live = answerTo(object);
        const own = ownLeaves(live).filter((path) => !isKeyField(path));
        fc.pre(own.length > 0);
        const path = own[seed % own.length] as Path;
        const check = checkObject(baseline(live), removeAt(live, path) as KubeObject);
        expect(check.verdict).toBe('drift');
        expect(check.paths.some((told) => startsWith(path, told) || startsWith(told, path))).toBe(true);
      }),
    );
  });

  test('what others add beside our fields, under any name, is clean', () => {
    fc.assert(
      fc.property(arbitraryObject, arbitraryObject, (object, other) => {
        const live = answerTo(object);
        const added = { foreign: other.spec ?? null, more: [1, 2] };
        const theirs = entry('somebody', { 'f:spec': fieldSet(added) });
        const merged = { ...live, spec: { ...(live.spec as object), ...added } };
        expect(checkObject(baseline(live), alsoOwned(merged, theirs)).verdict).toBe('clean');
      }),
    );
  });

  test('what is ignored can take any value', () => {
    fc.assert(
      fc.property(arbitraryObject, fc.nat(), fc.jsonValue(), (object, seed, value) => {
        const live = answerTo(object);
        const own = ownLeaves(live).filter((path) => !isKeyField(path));
        fc.pre(own.length > 0);
        const path = own[seed % own.length] as Path;
        const ignore = [parsePattern(renderPath(path))];
        const changed = set(live, path, value as Json);
        expect(checkObject(baseline(live), changed, ignore).verdict).toBe('clean');
      }),
    );
  });
});

describe('items of a keyed list', () => {
  const live = answerTo(containers(web, log));
  const foreign = { name: 'proxy', image: 'proxy:1' };

  test('of others may stand anywhere among ours', () => {
    const theirs = entry('injector', fieldSet(containers(foreign)));
    for (const items of [
      [foreign, web, log],
      [web, foreign, log],
      [web, log, foreign],
    ]) {
      const changed = alsoOwned(set(live, at, items), theirs);
      expect(checkObject(baseline(live), changed).verdict).toBe('clean');
    }
  });

  test('of ours in another order are told as order, once', () => {
    const check = checkObject(baseline(live), set(live, at, [log, web]));
    expect(check).toMatchObject({ verdict: 'order' });
    expect(check.paths.map(renderPath)).toEqual(['spec.template.spec.containers']);
  });

  test('in another order are clean where the list is ignored', () => {
    const ignore = [parsePattern('spec.template.spec.containers')];
    expect(checkObject(baseline(live), set(live, at, [log, web]), ignore).verdict).toBe('clean');
  });

  test('of ours that are doubled are drift', () => {
    expect(checkObject(baseline(live), set(live, at, [web, log, web])).verdict).toBe('drift');
  });

  test('of ours that are gone are drift, told by what was in them', () => {
    const check = checkObject(baseline(live), set(live, at, [log]));
    expect(check.verdict).toBe('drift');
    expect(check.paths.map(renderPath)).toContain('spec.template.spec.containers[name=web].image');
  });

  test('of ours in which others add fields are clean', () => {
    const theirs = entry('somebody', fieldSet(containers({ name: 'web', command: ['sh'] })));
    const changed = alsoOwned(set(live, at, [{ ...web, command: ['sh'] }, log]), theirs);
    expect(checkObject(baseline(live), changed).verdict).toBe('clean');
  });
});

describe('an object', () => {
  const live = answerTo(containers(web));
  const known = baseline(live);

  test.each<[string, KubeObject | undefined, string]>([
    ['that is gone is missing', undefined, 'missing'],
    ['with another uid was made anew', answerTo(containers(web), { uid: 'another' }), 'recreated'],
    [
      'read in another version has no baseline to compare with',
      { ...live, apiVersion: 'apps/v2' },
      'no-baseline',
    ],
    [
      'that is being deleted says so',
      answerTo(containers(web), { deletionTimestamp: '2026-11-20T10:00:00Z' }),
      'terminating',
    ],
    [
      'of which our entry is gone has lost our ownership',
      answerTo(containers(web), { managedFields: [] }),
      'ownership-lost',
    ],
    [
      'of which somebody holds more under our name was applied by another',
      answerTo(containers(web), {
        managedFields: [entry('plumbline', fieldSet(containers(web, log)), { apiVersion: 'apps/v1' })],
      }),
      'foreign-apply',
    ],
    [
      'of which our entry is of another version was applied by another',
      answerTo(containers(web), {
        managedFields: [entry('plumbline', fieldSet(containers(web)), { apiVersion: 'apps/v1beta1' })],
      }),
      'foreign-apply',
    ],
  ])('%s', (_what, found, verdict) => {
    expect(checkObject(known, found).verdict).toBe(verdict);
  });

  test('without a baseline is told so', () => {
    expect(checkObject(undefined, live).verdict).toBe('no-baseline');
  });

  test('is judged by its content, not by resourceVersion or time', () => {
    const later = answerTo(containers(web), { resourceVersion: '999', generation: 7 });
    const entries = later.metadata.managedFields;
    for (const one of Array.isArray(entries) ? entries : []) {
      if (isObject(one)) one.time = '2030-01-01T00:00:00Z';
    }
    expect(checkObject(known, later).verdict).toBe('clean');
  });

  test('in which an integer beyond 2^53 changes by one has drifted', () => {
    const big = (value: bigint) => answerTo({ ...containers(web), spec: { big: value } });
    const check = checkObject(baseline(big(9_007_199_254_740_993n)), big(9_007_199_254_740_992n));
    expect(check.paths.map(renderPath)).toEqual(['spec.big']);
  });
});

test('two managers of one empty map of ours do not disturb each other', () => {
  const object: KubeObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: {} };
  const live = answerTo(object);
  const theirs = entry('somebody', { 'f:data': { 'f:x': {} } });
  const changed = alsoOwned({ ...live, data: { x: '1' } }, theirs);
  expect(getAt(changed, ['f:data', 'f:x'])).toBe('1');
  expect(checkObject(baseline(live), changed).verdict).toBe('clean');
});
