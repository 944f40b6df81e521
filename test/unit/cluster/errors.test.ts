import { describe, expect, test } from '@jest/globals';
import { apiStatusOf, fieldsOf, statusError } from '../../../src/cluster/errors.ts';
import type { PlumblineError } from '../../../src/errors/error.ts';
import { answer, immutableField } from './statuses.ts';

const host = '10.0.0.1:6443';
const web = { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' };
const errorOf = (...status: Parameters<typeof answer>): PlumblineError =>
  statusError(answer(...status), { subject: web, host });

describe('an error of the API server', () => {
  test('names the object once, and leaves out what stands beside it', () => {
    const { object, message } = errorOf(
      422,
      'Deployment.apps "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      { reason: 'Invalid' },
    );
    expect(object).toBe('Deployment shop/web');
    expect(message).toBe('spec.replicas: Invalid value: -1: must be greater than or equal to 0');
  });

  test('of several unknown fields is one line, and gives their paths', () => {
    const error = errorOf(
      500,
      'failed to create typed patch object (shop/web; apps/v1, Kind=Deployment): errors:\n  .spec.a: field not declared in schema\n  .spec.b: field not declared in schema',
    );
    expect(error.message).toBe(
      '.spec.a: field not declared in schema; .spec.b: field not declared in schema',
    );
    expect(fieldsOf(error)).toEqual(['spec.a', 'spec.b']);
  });

  test('that is long loses its middle, as its end says the most', () => {
    const { message } = errorOf(
      422,
      `spec.template: Invalid value: ${'x'.repeat(5000)}: field is immutable`,
      immutableField('spec.template', 'field is immutable'),
    );
    expect(message.length).toBeLessThan(620);
    expect(message).toMatch(/^spec\.template: .* … x+: field is immutable$/);
  });

  test('of a list is about all of its kind there', () => {
    const subject = { group: '', kind: 'Secret', namespace: 'shop', name: '*' };
    expect(statusError(answer(403, 'no'), { subject, host }).object).toBe('Secret shop/*');
  });

  test('keeps the answer for those who decide by it', () => {
    const error = errorOf(409, 'x', {
      reason: 'Conflict',
      causes: [{ reason: 'FieldManagerConflict', field: '.spec.a', message: 'conflict with "x"' }],
    });
    expect(apiStatusOf(error)).toMatchObject({ http: 409, causes: [{ reason: 'FieldManagerConflict' }] });
    expect(fieldsOf(error)).toEqual(['.spec.a']);
    expect(apiStatusOf(new Error('x'))).toBeUndefined();
  });

  test('of a refused login is about the server, not about the object', () => {
    expect(errorOf(401, 'Unauthorized', { reason: 'Unauthorized' })).toMatchObject({
      code: 'UNAUTHORIZED',
      message: '10.0.0.1:6443 refuses the login: Unauthorized',
      object: undefined,
    });
  });
});

describe('every error has a remedy', () => {
  test.each<[number, string]>([
    [400, 'x'],
    [401, 'Unauthorized'],
    [403, 'x'],
    [404, 'x'],
    [409, 'x'],
    [413, 'x'],
    [422, 'x'],
    [429, 'x'],
    [500, 'x'],
    [503, 'x'],
    [504, 'x'],
  ])('%i', (code, message) => {
    expect(errorOf(code, message).remedy).toMatch(/^[A-Z].*\.$/);
  });

  test.each([
    [
      'in a namespace',
      'configmaps "a" is forbidden: User "jane" cannot patch resource "configmaps" in API group "" in the namespace "shop"',
      'Grant jane the verb patch on configmaps by a Role in shop.',
    ],
    [
      'in the cluster',
      'x is forbidden: User "system:serviceaccount:a:b" cannot list resource "deployments" in API group "apps" at the cluster scope',
      'Grant system:serviceaccount:a:b the verb list on deployments.apps by a ClusterRole.',
    ],
    [
      'of an admission rule',
      'deployments.apps "web" is forbidden: only on weekdays',
      'An admission rule of the cluster refuses it: change the object, or ask for the right.',
    ],
  ])('of a missing right is the rule to add: %s', (_where, message, remedy) => {
    expect(errorOf(403, message, { reason: 'Forbidden' }).remedy).toBe(remedy);
  });
});
