import { expect, test } from '@jest/globals';
import { applysetId } from '../../../src/release/id.ts';

test.each([
  ['my-set', 'test', 'Secret', '', 'applyset-0eFHV8ySqp7XoShsGvyWFQD3s96yqwHmzc4e0HR1dsY-v1'],
  ['my-set', '', 'ApplySet', 'company.com', 'applyset-rhp1a-HVAVT_dFgyEygyA1BEB82HPp2o10UiFTpqtAs-v1'],
])("makes kubectl's ApplySet id of %s", (name, namespace, kind, group, id) => {
  expect(applysetId(name, namespace, kind, group)).toBe(id);
});

test('is a valid label value for the longest name', () => {
  expect(applysetId('a'.repeat(63), 'b'.repeat(63))).toMatch(/^[A-Za-z0-9][-\w.]{0,61}[A-Za-z0-9]$/);
});
