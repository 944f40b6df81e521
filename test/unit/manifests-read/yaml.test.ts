import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sameJson } from '../../../src/manifests/json.ts';
import type { Json } from '../../../src/manifests/types.ts';
import { readYaml } from '../../../src/manifests/yaml.ts';
import { limits, YamlError } from '../../../src/manifests/yaml-events.ts';
import { stringifyYaml } from '../../../src/manifests/yaml-write.ts';

const read = (text: string): Json => readYaml(text)[0]?.value ?? null;
const fault = (text: string): YamlError => {
  try {
    readYaml(text);
  } catch (thrown) {
    if (thrown instanceof YamlError) return thrown;
    throw thrown;
  }
  throw new Error(`read without a fault: ${text.slice(0, 80)}`);
};

type Expected = Json | { integer: string };
const table = JSON.parse(
  readFileSync(new URL('../../fixtures/yaml-scalars.json', import.meta.url), 'utf8'),
) as {
  scalars: [string, Expected][];
};
const jsonOf = (expected: Expected): Json =>
  typeof expected === 'object' && expected !== null && 'integer' in expected
    ? BigInt(String(expected.integer))
    : expected;

describe('scalars are read as the API server reads them', () => {
  test.each(table.scalars)('%s', (text, expected) => {
    // 0 and -0 are the same JSON.
    const found = read(`a: ${text}\n`) as { a: Json };
    expect(found.a === 0 ? 0 : found.a).toEqual(jsonOf(expected));
  });

  test('keys that are no strings become their text', () => {
    expect(read('1: a\n1.5: b\ntrue: c\n0x10: d\nno: e\n')).toEqual({
      1: 'a',
      1.5: 'b',
      true: 'c',
      16: 'd',
      false: 'e',
    });
  });

  test.each(['~: a', '? [a]\n: b', '1.10: a', '1e10: a', '.inf: a', '16777217.5: a'])(
    'a key that would change unseen is an error: %s',
    (text) => {
      expect(fault(text).message).toBe('the key is not a plain text');
    },
  );

  test('infinity and not-a-number are no values', () => {
    for (const text of ['.inf', '-.inf', '.nan']) expect(fault(`a: ${text}`).message).toContain('infinity');
  });
});

describe('merges and aliases', () => {
  test('a merge gives fields that those below it override', () => {
    expect(read('x: &x {a: 1, b: 2}\nz: {<<: *x, b: 3}\n')).toEqual({ x: { a: 1, b: 2 }, z: { a: 1, b: 3 } });
  });

  test('of several merges the first wins, and a merge overrides what stands above it, as in go-yaml', () => {
    expect(read('<<: [{a: 1}, {a: 2, b: 3}]')).toEqual({ a: 1, b: 3 });
    expect(read('a: 1\n<<: {a: 2}')).toEqual({ a: 2 });
  });

  test('a quoted << is a key', () => {
    expect(read('"<<": {a: 1}')).toEqual({ '<<': { a: 1 } });
  });

  test('an alias gives a value of its own', () => {
    const value = read('a: &a {x: [1]}\nb: *a\n') as { a: Json; b: Json };
    expect(value.b).toEqual(value.a);
    expect(value.b).not.toBe(value.a);
  });

  test('an anchor that holds itself, or is not there, is an error', () => {
    expect(fault('a: &a [*a]').message).toContain('holds itself');
    expect(fault('a: *b').message).toContain('no anchor &b');
  });

  test('an alias bomb ends with an error, not with the memory (CVE-2019-11253)', () => {
    const levels = 'bcdefghij'.split('').map((name, index) => {
      const before = 'abcdefghi'[index];
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`;
    });
    const error = fault(['a: &a ["x","x","x","x","x","x","x","x","x"]', ...levels].join('\n'));
    expect(error.tooLarge).toBe(true);
    expect(error.message).toContain('aliases');
  });

  test('a bomb in many small documents ends as one in a single document does', () => {
    const levels = 'bcde'.split('').map((name, index) => {
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcd'[index]}`).join(',')}]`;
    });
    const document = ['a: &a [x,x,x,x,x,x,x,x,x]', ...levels].join('\n');
    expect(readYaml(document)).toHaveLength(1);
    expect(fault(Array.from({ length: 20 }, () => document).join('\n---\n'))).toMatchObject({
      tooLarge: true,
      message: 'too many values through aliases',
    });
  });

  test.each([
    ['values', (text: string) => `a: &a ${text}\nb: [${'*a, '.repeat(50)}]\n`],
    ['keys', (text: string) => `a: &a ${text}\nb: [${'{*a : 1}, '.repeat(50)}]\n`],
    ['keys of mappings', (text: string) => `a: &a {"${text}": 1}\nb: [${'*a, '.repeat(50)}]\n`],
  ])('one long text over and over is a bomb too, as %s', (_what, bomb) => {
    expect(fault(bomb('x'.repeat(500_000)))).toMatchObject({
      tooLarge: true,
      message: 'too much text through aliases',
    });
    expect(readYaml(bomb('x'.repeat(1000)))).toHaveLength(1);
  });

  test('aliases cannot nest deeper than the limit', () => {
    const lines = Array.from({ length: 300 }, (_, n) => `l${n}: &l${n} ${n === 0 ? '[x]' : `[*l${n - 1}]`}`);
    expect(fault(lines.join('\n')).message).toContain('levels of nesting');
  });
});

describe('what is not read', () => {
  test('nesting past the limit is an error, not a RangeError (CVE-2026-33532)', () => {
    for (const text of ['['.repeat(5000), '{a: '.repeat(1000), '- '.repeat(1000)]) {
      expect(fault(text)).toMatchObject({
        tooLarge: true,
        message: `more than ${limits.depth} levels of nesting`,
      });
    }
  });

  test('a key that is there twice is an error at the second one', () => {
    const text = 'a: 1\nb: 2\na: 3\n';
    expect(fault(text)).toMatchObject({
      message: 'the key "a" is there twice',
      offset: text.lastIndexOf('a'),
    });
    expect(fault('{"a": 1, "a": 2}').message).toContain('there twice');
    expect(fault('1: a\n"1": b').message).toContain('there twice');
  });

  test('tabs as indentation, unknown tags and open quotes are errors', () => {
    expect(fault('a:\n\tb: 1').message).toContain('tab characters');
    expect(fault('a: !foo x').message).toContain('knows no tag !foo');
    expect(fault('a: !foo {b: 1}').message).toContain('knows no tag !foo');
    expect(fault('a: "x').message).toContain('double quoted');
  });

  test('half a surrogate pair is an error, a whole one a character', () => {
    expect(fault(String.raw`a: "\ud83d"`).message).toContain('surrogate');
    expect(read(String.raw`{"a": "\ud83d\ude00"}`)).toEqual({ a: '😀' });
  });

  test('more documents than the limit are an error', () => {
    expect(fault('a: 1\n---\n'.repeat(limits.documents + 1)).tooLarge).toBe(true);
  });

  test('a text past the limit is an error before it is parsed', () => {
    expect(fault(`a: ${'x'.repeat(limits.text)}`).tooLarge).toBe(true);
  });
});

describe('documents', () => {
  test('--- inside a block scalar is text; at the start of a line it parts documents', () => {
    expect(read('a: |\n  x\n  ---\n  y\n')).toEqual({ a: 'x\n---\ny\n' });
    expect(readYaml('a: 1\n---\nb: 2\n').map(({ value }) => value)).toEqual([{ a: 1 }, { b: 2 }]);
  });

  test('empty and null documents are skipped and still counted', () => {
    const found = readYaml('---\n# only a comment\n---\nnull\n---\na: 1\n---\n');
    expect(found.map(({ value, document }) => [value, document])).toEqual([[{ a: 1 }, 2]]);
    expect(readYaml('')).toEqual([]);
    expect(readYaml('# nothing\n\n')).toEqual([]);
  });

  test('CRLF is read as LF', () => {
    expect(read('a: |\r\n  x\r\n  y\r\nb: "c"\r\n')).toEqual({ a: 'x\ny\n', b: 'c' });
  });

  test('JSON with tabs is YAML too', () => {
    expect(read('{\n\t"a": 1,\n\t"b": [\n\t\ttrue,\n\t\tnull\n\t]\n}\n')).toEqual({ a: 1, b: [true, null] });
  });

  test('__proto__ is a field and pollutes nothing (CVE-2025-64718)', () => {
    const value = read('__proto__: {polluted: 1}\nb: {<<: {__proto__: {polluted: 2}}}\n') as Record<
      string,
      Json
    >;
    expect(Object.keys(value)).toEqual(['__proto__', 'b']);
    expect(Object.keys(value.b as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

const jsonValue = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.bigInt({ min: 2n ** 53n + 1n, max: 2n ** 64n - 1n }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...table.scalars.map(([text]) => text)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('y', '1', '<<', 'null')), tie('value'), {
      maxKeys: 4,
    }),
  ) as fc.Arbitrary<Json>,
})).value;

describe('laws', () => {
  test('what is written is read back as it was', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(sameJson(read(stringifyYaml({ value })), { value })).toBe(true);
      }),
    );
  });

  test('any text is read or refused with YamlError', () => {
    const pieces = fc.constantFrom(
      ...'ab:-?#&*!|>%@{}[],"\'~ \n\t<.0'.split(''),
      '---\n',
      '<<: ',
      '&a ',
      '*a',
      '  ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        try {
          readYaml(parts.join(''));
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(YamlError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
