import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, isObject, parseJson, stringifyJson } from '../../../src/manifests/json.ts';
import type { Json } from '../../../src/manifests/types.ts';

const integers = fc.oneof(
  fc.maxSafeInteger(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n }),
  fc.bigInt({ min: -(2n ** 63n), max: -(2n ** 53n) }),
);

const { values } = fc.letrec<{ values: Json }>((tie) => ({
  values: fc.oneof(
    { maxDepth: 4 },
    integers,
    fc.string(),
    fc.constantFrom(null, true, '1234567890123456789', ':1234567890123456789'),
    fc.array(tie('values'), { maxLength: 4 }),
    fc.dictionary(fc.string({ minLength: 1 }), tie('values'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('parseJson', () => {
  test('keeps every integer exact, wherever it stands', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(undefined, 1), (value, indent) => {
        expect(parseJson(stringifyJson(value, indent))).toEqual(value);
      }),
    );
  });

  test.each(['9007199254740993', '-9007199254740993'])('keeps the bare number %s exact', (text) => {
    expect(parseJson(text)).toBe(BigInt(text));
  });

  test('leaves fractions and exponents to the double', () => {
    expect(parseJson('[1e16,0.12345678901234566,1234567890123456.5]')).toEqual([
      1e16, 0.12345678901234566, 1234567890123456.5,
    ]);
  });
});

/** The definition, written out. */
function byDefinition(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(byDefinition).join(',')}]`;
  if (!isObject(value)) return stringifyJson(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${byDefinition(value[name] as Json)}`).join(',')}}`;
}

describe('canonical', () => {
  const keys = fc.oneof(
    fc.string(),
    fc.nat(120).map(String),
    fc.constantFrom('a', 'b', '__proto__', 'toString'),
  );
  const { trees } = fc.letrec<{ trees: Json }>((tie) => ({
    trees: fc.oneof(
      { maxDepth: 4 },
      integers,
      fc.string(),
      fc.constant(null),
      fc.array(tie('trees'), { maxLength: 4 }),
      fc
        .array(fc.tuple(keys, tie('trees')), { maxLength: 5 })
        .map((fields) => Object.fromEntries(fields) as { [key: string]: Json }),
    ),
  }));

  test('sorts the keys by code unit at every level', () => {
    fc.assert(fc.property(trees, (value) => expect(canonical(value)).toBe(byDefinition(value))));
  });

  test('is the same for what is read from it', () => {
    fc.assert(
      fc.property(trees, (value) => expect(canonical(parseJson(canonical(value)))).toBe(canonical(value))),
    );
  });
});
