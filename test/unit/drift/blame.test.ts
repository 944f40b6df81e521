import { describe, expect, test } from '@jest/globals';
import { blame } from '../../../src/drift/blame.ts';
import type { JsonObject, KubeObject } from '../../../src/manifests/types.ts';
import { alsoOwned, answerTo, entry } from '../../support/server-side-apply.ts';

const object: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { replicas: 2, template: { spec: { containers: [{ name: 'web', image: 'web:1', args: ['a'] }] } } },
};
const live = answerTo(object);
const replicas = ['f:spec', 'f:replicas'];
const containers = ['f:spec', 'f:template', 'f:spec', 'f:containers'];
const item = [...containers, 'k:{"name":"web"}'];
const wrote = (manager: string, fields: JsonObject, time: string | undefined, more: JsonObject = {}) =>
  entry(manager, fields, { ...more, ...(time === undefined ? {} : { time }) });
const since = '2026-11-20T10:00:00Z';
const later = '2026-11-21T10:00:00Z';

describe('who wrote a field', () => {
  test('is whoever owns it now', () => {
    const changed = alsoOwned(live, wrote('kubectl-edit', { 'f:spec': { 'f:replicas': {} } }, later));
    expect(blame(changed, replicas, { since })).toEqual({
      manager: 'kubectl-edit',
      operation: 'Update',
      time: later,
    });
  });

  test('is told with the subresource, and without a time where there is none', () => {
    const { time: _, ...scale } = wrote('kubectl', { 'f:spec': { 'f:replicas': {} } }, later, {
      subresource: 'scale',
    });
    expect(blame(alsoOwned(live, scale), replicas)).toEqual({
      manager: 'kubectl',
      operation: 'Update',
      subresource: 'scale',
    });
  });

  test('is whoever owns the whole list that it lies in', () => {
    const fields = { 'f:spec': { 'f:template': { 'f:spec': { 'f:containers': {} } } } };
    expect(blame(alsoOwned(live, wrote('raw', fields, later)), [...item, 'f:image'])?.manager).toBe('raw');
  });

  test('is the newest of several', () => {
    const fields = { 'f:spec': { 'f:replicas': {} } };
    const changed = alsoOwned(live, wrote('old', fields, since), wrote('new', fields, later));
    expect(blame(changed, replicas)?.manager).toBe('new');
  });

  test('is only guessed where somebody merely has items in the list', () => {
    const fields = {
      'f:spec': { 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"x"}': { '.': {} } } } } },
    };
    expect(blame(alsoOwned(live, wrote('injector', fields, later)), containers)).toMatchObject({
      manager: 'injector',
      guess: true,
    });
  });

  test('of a field that was removed is guessed: the newest since the release', () => {
    const changed = alsoOwned(
      live,
      wrote('before', { 'f:metadata': { 'f:labels': { 'f:a': {} } } }, '2026-11-19T10:00:00Z'),
      wrote('after', { 'f:metadata': { 'f:labels': { 'f:b': {} } } }, later),
    );
    expect(blame(changed, replicas, { since })).toMatchObject({ manager: 'after', guess: true });
  });

  test.each([
    ['nobody wrote since the release', [wrote('x', {}, '2026-11-19T10:00:00Z')], { since }],
    ['only a controller wrote', [wrote('kube-controller-manager', {}, later)], { since }],
    ['only a status was written', [wrote('x', {}, later, { subresource: 'status' })], { since }],
    ['the time of the release is not known', [wrote('x', {}, later)], {}],
    ['there is no other entry', [], { since }],
  ])('is not known where %s', (_what, entries, options) => {
    expect(blame(alsoOwned(live, ...entries), replicas, options)).toBeUndefined();
  });
});
