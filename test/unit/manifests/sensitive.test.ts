import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addSecret,
  holdsSecrets,
  mayShowSecrets,
  noSecrets,
  type Sensitive,
  scrubbed,
  withoutSecrets,
} from '../../../src/manifests/sensitive.ts';

function secrets(...values: string[]): Sensitive {
  const sensitive = noSecrets();
  for (const value of values) addSecret(sensitive, value);
  return sensitive;
}
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('a secret value is taken out of a text', () => {
  const value = 'hunter2!';
  test.each([
    ['as it is', `a ${value} b`, 'a (hidden) b'],
    ['as base64', `data: ${base64(value)}`, 'data: (hidden)'],
    ['within a word', `x${value}${value}y`, 'x(hidden)(hidden)y'],
  ])('%s', (_how, text, result) => expect(withoutSecrets(text, secrets(value))).toBe(result));

  test('where it was base64 already, as what that holds', () => {
    expect(withoutSecrets(`login ${value}`, secrets(base64(value)))).toBe('login (hidden)');
  });

  test('where it has several lines, line by line', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nab\n-----END KEY-----\n';
    expect(withoutSecrets('line MIIEvQIBADANBgkq, ab', secrets(key))).toBe('line (hidden), ab');
  });

  test('where quotes in it are escaped', () => {
    const quoted = 'with "quotes" \\ in it';
    expect(withoutSecrets(JSON.stringify({ a: quoted }), secrets(quoted))).toBe('{"a":"(hidden)"}');
  });

  test('the longer one first', () => {
    expect(withoutSecrets('password-1-long', secrets('password', 'password-1-long'))).toBe('(hidden)');
  });

  test('whatever it is', () => {
    const value = fc
      .string({ unit: 'grapheme', minLength: 6 })
      .filter((text) => text.trim().length >= 6 && !/^\d+(\.\d*)?$/.test(text));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), fc.string(), (values, rest) => {
        const text = values.map((one) => rest + one).join(rest);
        const result = withoutSecrets(text, secrets(...values));
        return values.every(
          (one) => '(hidden)'.includes(one.trim()) || common(one) || !result.includes(one.trim()),
        );
      }),
    );
  });
});

// Taking out a value may put two parts of the text around it together: the words that stand for it part them.
const common = (text: string): boolean => /default|enable|disable/i.test(text);

describe('short values and common words', () => {
  test.each(['', '1', 'true', 'admin', '8080', '123456', 'default', 'enabled'])(
    'such as %j stay in texts',
    (value) => {
      const text = `a ${value} b`;
      expect(withoutSecrets(text, secrets(value))).toBe(text);
      expect(secrets(value).values.size).toBe(0);
    },
  );
});

describe('an object', () => {
  test('that holds a value anywhere is found', () => {
    const sensitive = secrets('hunter2!');
    expect(holdsSecrets({ a: [{ b: 'x hunter2! y' }] }, sensitive)).toBe(true);
    expect(holdsSecrets({ 'hunter2!': 1 }, sensitive)).toBe(true);
    expect(holdsSecrets({ a: ['hunter2'] }, sensitive)).toBe(false);
  });

  test('is scrubbed in its keys, values and lists, and otherwise the same', () => {
    const document = { a: ['hunter2!', 1, null], 'hunter2!': { b: true } };
    expect(scrubbed(document, secrets('hunter2!'))).toEqual({
      a: ['(hidden)', 1, null],
      '(hidden)': { b: true },
    });
    expect(scrubbed(document, noSecrets())).toBe(document);
  });
});

test('a text in which a value is cut off is found', () => {
  expect(mayShowSecrets('… hunter2!-and', secrets('hunter2!-and-more'))).toBe(true);
  expect(mayShowSecrets('… hunter', secrets('hunter2!-and-more'))).toBe(false);
});

describe('values that somebody has made to take long', () => {
  test('are found where they are long', () => {
    const value = Array.from({ length: 200_000 }, (_, index) => index.toString(36)).join('');
    const sensitive = secrets(value);
    expect(withoutSecrets(`a ${value} b`, sensitive)).toMatch(/^a (?:\(hidden\))+.{0,5} b$/);
    expect(holdsSecrets({ a: value.slice(1000, 20_000) }, sensitive)).toBe(true);
  });

  test('are found where they are many', () => {
    const sensitive = secrets(...Array.from({ length: 20_000 }, (_, index) => `secret-${index}-x`));
    expect(withoutSecrets('a secret-777-x b', sensitive)).toBe('a (hidden) b');
  });

  test('hide all of a text in which they are looked for too long', () => {
    const alike = Array.from({ length: 5000 }, (_, index) => `${'a'.repeat(3000)}b${index}`);
    const sensitive = secrets(...alike);
    const text = 'a'.repeat(200_000);
    expect(withoutSecrets(text, sensitive)).toBe('(hidden)');
    expect(holdsSecrets(text, sensitive)).toBe(true);
  });
});
