import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leaves, owns, sameFields } from '../../../src/manifests/fieldset.ts';
import { ownedWhole, union, withFields, withoutFields } from '../../../src/manifests/fieldset-edit.ts';
import type { Path } from '../../../src/manifests/path.ts';
import type { JsonObject } from '../../../src/manifests/types.ts';

const token = fc.constantFrom('f:a', 'f:b', 'k:{"name":"x"}', 'v:"y"');
const path: fc.Arbitrary<Path> = fc.array(token, { minLength: 1, maxLength: 4 });
const fields: fc.Arbitrary<JsonObject> = fc
  .array(path, { maxLength: 6 })
  .map((paths) => paths.reduce<JsonObject>((set, one) => withFields(set, one, {}), {}));

describe('sets of fields', () => {
  test('hold together what either holds, whichever comes first', () => {
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        const both = union(a, b);
        for (const leaf of [...leaves(a), ...leaves(b)]) expect(owns(both, leaf)).toBe(true);
        expect(sameFields(both, union(b, a))).toBe(true);
        expect(union(both, a)).toEqual(both);
      }),
    );
  });

  test('hold a path that was added, and all that they held before', () => {
    fc.assert(
      fc.property(fields, path, (set, added) => {
        const more = withFields(set, added, {});
        expect(owns(more, added)).toBe(true);
        for (const leaf of leaves(set)) expect(owns(more, leaf)).toBe(true);
      }),
    );
  });

  test('without a path hold nothing at it and below, and all that lies elsewhere', () => {
    fc.assert(
      fc.property(fields, path, (set, gone) => {
        const left = withoutFields(set, gone);
        const isBelow = (leaf: Path): boolean => gone.every((part, index) => leaf[index] === part);
        expect(leaves(left).filter(isBelow)).toEqual([]);
        const elsewhere = leaves(set).filter((leaf) => !isBelow(leaf));
        for (const leaf of elsewhere) expect(owns(left, leaf)).toBe(true);
      }),
    );
  });
});

test('of an atomic value no part is owned by itself', () => {
  const set = { 'f:spec': { 'f:place': {}, 'f:parts': { 'k:{"name":"x"}': { 'f:size': {} } } } };
  expect(ownedWhole(set, ['f:spec', 'f:place', 'f:x'])).toEqual(['f:spec', 'f:place']);
  const size = ['f:spec', 'f:parts', 'k:{"name":"x"}', 'f:size'];
  expect(ownedWhole(set, size)).toEqual(size);
  expect(ownedWhole(set, ['f:data', 'f:a'])).toEqual(['f:data', 'f:a']);
});
