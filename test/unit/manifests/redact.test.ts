import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hiddenPair, hiddenValue, isSensitive, redactObject } from '../../../src/manifests/redact.ts';
import type { KubeObject } from '../../../src/manifests/types.ts';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
const object = (apiVersion: string, kind: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'login', annotations: { [lastApplied]: 'hunter2', note: 'plain' } },
  type: 'Opaque',
  data: { password: 'aHVudGVyMg==' },
  stringData: { password: 'hunter2' },
  items: ['hunter2'],
  spec: 'hunter2',
});

describe('what is said of a hidden value', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  test('is its size, of base64 the decoded one', () => {
    expect(hiddenValue(base64('hunter2'))).toBe('(7 bytes, hidden)');
    expect(hiddenValue('no base64!')).toBe('(10 bytes, hidden)');
    expect(hiddenValue({ a: 'hunter2' })).toBe('(1 key, hidden)');
    expect(hiddenValue(['hunter2', 'b'])).toBe('(2 items, hidden)');
    expect(hiddenValue(4711)).toBe('(4 bytes, hidden)');
    expect(hiddenValue(null)).toBe('(null, hidden)');
  });

  test('shows different values of one size as different, and equal ones as equal', () => {
    const [one, other] = [base64('hunter2'), base64('hunter3')];
    expect(hiddenPair(one, other)).toEqual(['(7 bytes, hidden)', '(7 bytes, hidden, different)']);
    expect(hiddenPair(one, one)).toEqual(['(7 bytes, hidden)', '(7 bytes, hidden)']);
    expect(hiddenPair(undefined, one)).toEqual([undefined, '(7 bytes, hidden)']);
  });

  test('depends on nothing but size and difference: no hash, nothing to guess by', () => {
    const text = fc.string({ minLength: 7, maxLength: 7, unit: fc.constantFrom('a', 'b', 'é') });
    fc.assert(
      fc.property(text, text, (one, other) => {
        fc.pre(Buffer.byteLength(one) === Buffer.byteLength(other));
        expect(hiddenValue(one)).toBe(hiddenValue(other));
      }),
    );
  });
});

describe('of a Secret, and of what is nearly one,', () => {
  test.each([
    ['v1', 'Secret'],
    ['v1', 'secret'],
    ['v1', 'Secrets'],
    ['v1', 'SecretList'],
    ['v1', 'List'],
    ['v1', 'configmaplist'],
    ['v1', 'Secert'],
    ['v1', 'Secret '],
    ['v2', 'Secret'],
    ['example.org/v1', 'Secret'],
    ['example.org/v1', 'SECRETS'],
  ])('no value of %s %s is kept, but what is known to be public', (apiVersion, kind) => {
    const redacted = redactObject(object(apiVersion, kind));
    expect(JSON.stringify(redacted)).not.toMatch(/hunter2|aHVudGVyMg/);
    expect(redacted).toMatchObject({
      kind,
      metadata: { name: 'login', annotations: { note: 'plain' } },
      type: 'Opaque',
      data: { password: '(7 bytes, hidden)' },
    });
    const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : [];
    const sensitive = (...path: string[]) => isSensitive({ group, kind }, path);
    expect(sensitive('f:data', 'f:password')).toBe(true);
    expect(sensitive('f:items')).toBe(true);
    expect(sensitive('f:metadata', 'f:annotations', `f:${lastApplied}`)).toBe(true);
    expect(sensitive('f:metadata', 'f:annotations')).toBe(true);
    expect(sensitive('f:metadata', 'f:labels', 'f:app')).toBe(false);
    expect(sensitive('f:type')).toBe(false);
  });

  test.each([
    ['v1', 'ConfigMap'],
    ['external-secrets.io/v1', 'ExternalSecret'],
    ['external-secrets.io/v1', 'SecretStore'],
    ['shop.example.org/v1', 'PriceList'],
  ])('%s %s is none, and shown as it is', (apiVersion, kind) => {
    const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : [];
    expect(redactObject(object(apiVersion, kind))).toEqual(object(apiVersion, kind));
    expect(isSensitive({ group, kind }, ['f:data'])).toBe(false);
  });
});
