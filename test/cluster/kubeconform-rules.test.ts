import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createValidator, type Validator } from '../../kubeconform-wasm/src/index.ts';
import type { JsonObject } from '../../src/manifests/types.ts';
import { type CustomServer, serveCustom } from './custom-server.ts';

/** A CEL rule on `self`, an object of these fields, and objects for which it holds and does not. */
type Case = [rule: string, specs: JsonObject[]];

const fields: JsonObject = {
  size: { type: 'integer' },
  limit: { type: 'integer' },
  ratio: { type: 'number' },
  name: { type: 'string', maxLength: 100 },
  port: { 'x-kubernetes-int-or-string': true },
  note: { type: 'string', nullable: true, maxLength: 100 },
  isOpen: { type: 'boolean' },
  tags: { type: 'array', maxItems: 10, items: { type: 'string', maxLength: 10 } },
  sizes: { type: 'array', maxItems: 10, items: { type: 'integer' } },
  labels: { type: 'object', maxProperties: 10, additionalProperties: { type: 'string', maxLength: 10 } },
  since: { type: 'string', format: 'date-time' },
  every: { type: 'string', format: 'duration' },
  code: { type: 'string', format: 'byte' },
  'a-b.c': { type: 'integer' },
  namespace: { type: 'string', maxLength: 10 },
  inner: {
    type: 'object',
    properties: { size: { type: 'integer' }, kind: { type: 'string', maxLength: 10 } },
  },
};

const cases: Case[] = [
  ['self.size <= self.limit', [{ size: 1, limit: 2 }, { size: 3, limit: 2 }, { size: 1 }]],
  ['!has(self.limit) || self.size <= self.limit', [{ size: 1 }, { size: 3, limit: 2 }]],
  ['self.ratio > 0.5 && self.ratio < 2.0', [{ ratio: 1 }, { ratio: 0.5 }, { ratio: 1.5 }]],
  [
    "self.name.matches('^[a-z]+$') && self.name.size() < 5",
    [{ name: 'abc' }, { name: 'ABC' }, { name: 'abcdef' }],
  ],
  [
    "self.name.startsWith('a') && self.name.endsWith('c') && self.name.contains('b')",
    [{ name: 'abc' }, { name: 'ac' }],
  ],
  [
    "type(self.port) == int ? self.port < 1024 : self.port.matches('^[a-z]+$')",
    [{ port: 80 }, { port: 8080 }, { port: 'web' }, { port: '80' }],
  ],
  ['!has(self.note)', [{}, { note: null }, { note: 'x' }]],
  ['self.isOpen', [{ isOpen: true }, { isOpen: false }, {}]],
  [
    "self.tags.all(t, t.startsWith('x')) && self.tags.exists(t, t == 'xy')",
    [{ tags: ['xy'] }, { tags: ['x'] }, { tags: ['xy', 'a'] }],
  ],
  ['self.tags.exists_one(t, t.size() > 3)', [{ tags: ['abcd'] }, { tags: ['abcd', 'efgh'] }]],
  [
    'self.tags.filter(t, t.size() > 1).size() == 1 && self.tags.map(t, t.size())[0] == 2',
    [{ tags: ['ab', 'c'] }, { tags: ['a', 'bc'] }],
  ],
  ["'x' in self.tags", [{ tags: ['x'] }, { tags: [] }]],
  ['self.tags[0] == self.tags[1]', [{ tags: ['x', 'x'] }, { tags: ['x'] }]],
  [
    'self.sizes.isSorted() && self.sizes.sum() < 10',
    [{ sizes: [1, 2] }, { sizes: [2, 1] }, { sizes: [5, 6] }],
  ],
  ['self.sizes.max() - self.sizes.min() < 3', [{ sizes: [1, 3] }, { sizes: [1, 4] }]],
  ['self.sizes.indexOf(2) == 1 && self.sizes.lastIndexOf(2) == 2', [{ sizes: [1, 2, 2] }, { sizes: [2, 1] }]],
  ["self.labels.all(k, self.labels[k] != '')", [{ labels: { a: 'b' } }, { labels: { a: '' } }]],
  [
    "'app' in self.labels && self.labels.app == 'web'",
    [{ labels: { app: 'web' } }, { labels: { app: 'x' } }, { labels: {} }],
  ],
  [
    "self.labels.size() <= 2 && self.labels.exists(k, k == 'a-b')",
    [{ labels: { 'a-b': 'x' } }, { labels: { a: 'x' } }],
  ],
  [
    "self.since > timestamp('2026-01-01T00:00:00Z')",
    [{ since: '2026-06-01T00:00:00Z' }, { since: '2025-06-01T00:00:00Z' }],
  ],
  ["self.every >= duration('1m')", [{ every: '1h30m' }, { every: '30s' }]],
  ["self.code == b'a'", [{ code: 'YQ==' }, { code: 'Yg==' }]],
  ['self.a__dash__b__dot__c == 1', [{ 'a-b.c': 1 }, { 'a-b.c': 2 }]],
  ["self.__namespace__ == 'x'", [{ namespace: 'x' }, { namespace: 'y' }]],
  [
    'has(self.inner) && has(self.inner.size) && self.inner.size in [1, 2]',
    [{ inner: { size: 1 } }, { inner: {} }, { inner: { size: 3 } }, {}],
  ],
  ['self.?inner.?size.orValue(7) == 7', [{}, { inner: { size: 7 } }, { inner: { size: 8 } }]],
  [
    "self.name.replace('a', 'b') == 'bb' && self.name.split('').size() == 2",
    [{ name: 'aa' }, { name: 'ac' }],
  ],
  [
    "self.name.find('[0-9]+') == '12' && self.name.findAll('[0-9]+').size() == 1",
    [{ name: 'a12b' }, { name: 'a1b2' }],
  ],
  ["self.name.lowerAscii() == 'abc' && self.name.substring(1, 2) == 'B'", [{ name: 'aBc' }, { name: 'abc' }]],
  ['isURL(self.name)', [{ name: 'https://example.com/x' }, { name: 'x' }, { name: '/x' }]],
  [
    'self.size / self.limit == 2 && self.size % self.limit == 1',
    [
      { size: 5, limit: 2 },
      { size: 4, limit: 2 },
      { size: 1, limit: 0 },
    ],
  ],
  ['double(self.size) * 1.5 > 3.0', [{ size: 3 }, { size: 2 }]],
  [
    "self.name + 'x' == '3x' && string(self.size) == '3'",
    [
      { name: '3', size: 3 },
      { name: '4', size: 4 },
    ],
  ],
  ['self.size == 1 || self.limit == 1', [{ limit: 1 }, { size: 1 }, { size: 2 }]],
  ['self.size > 1 ? has(self.name) : true', [{ size: 1 }, { size: 2 }, { size: 2, name: 'x' }]],
  ["[1, 2, 3].exists(x, x == self.size) && {'a': 1}.a == 1", [{ size: 2 }, { size: 4 }]],
  ["self.name.matches(r'^\\d+$')", [{ name: '12' }, { name: 'x' }]],
  ['self.name == """a\'b""" || self.name == \'a\\\'c\'', [{ name: "a'b" }, { name: "a'c" }, { name: 'a' }]],
  ['self.size == 0x10 && self.size != 3 && -self.size < 0', [{ size: 16 }, { size: 10 }]],
  [
    'self.size < self.ratio && self.ratio <= 3',
    [
      { size: 1, ratio: 1.5 },
      { size: 2, ratio: 1.5 },
    ],
  ],
  ["self.tags + ['z'] == ['a', 'z'] && size(self.tags) == 1", [{ tags: ['a'] }, { tags: ['b'] }]],
  ["self.tags.join(',') == 'a,b'", [{ tags: ['a', 'b'] }, { tags: ['b', 'a'] }]],
  ["self.labels == {'a': 'b'}", [{ labels: { a: 'b' } }, { labels: { a: 'c' } }]],
  ["has(self.labels.a) && self.labels['a'] == 'b'", [{ labels: { a: 'b' } }, { labels: {} }]],
  [
    'self.since.getFullYear() == 2026 && self.since.getMonth() == 0',
    [{ since: '2026-01-05T00:00:00Z' }, { since: '2026-02-05T00:00:00Z' }],
  ],
  [
    "self.since - timestamp('2026-01-01T00:00:00Z') > duration('24h')",
    [{ since: '2026-01-05T00:00:00Z' }, { since: '2026-01-01T00:00:01Z' }],
  ],
  ['self.every.getMinutes() == 90 && self.every.getSeconds() == 5400', [{ every: '1h30m' }, { every: '1h' }]],
  [
    "sets.contains(self.tags, ['a']) && sets.intersects(self.tags, ['b', 'c'])",
    [{ tags: ['a', 'b'] }, { tags: ['a'] }],
  ],
  ["sets.equivalent(self.tags, ['a', 'b'])", [{ tags: ['b', 'a', 'a'] }, { tags: ['a'] }]],
  ['self.tags.all(a, self.tags.exists_one(b, a == b))', [{ tags: ['a', 'b'] }, { tags: ['a', 'a'] }]],
  [
    "has(self.name) ? self.name in ['x', 'y'] : has(self.size)",
    [{ name: 'x' }, { name: 'z' }, { size: 1 }, {}],
  ],
  ["self.name < 'b' && 'a' <= self.name", [{ name: 'a' }, { name: 'b' }]],
  ['self.?labels[?"a"].hasValue()', [{ labels: { a: '' } }, { labels: {} }, {}]],
  ['self.sizes.map(s, s > 1, s * 2) == [4, 6]', [{ sizes: [1, 2, 3] }, { sizes: [1, 2] }]],
  ['int(self.name) == 12 && double(self.name) > 11.5', [{ name: '12' }, { name: '13' }, { name: 'x' }]],
  ['self.name.size() == 2', [{ name: 'é1' }, { name: '🦊1' }, { name: 'abc' }]],
  [
    'isIP(self.name) || isCIDR(self.name)',
    [{ name: '10.0.0.1' }, { name: '10.0.0.0/8' }, { name: '::1' }, { name: 'x' }],
  ],
  [
    "isQuantity(self.name) && quantity(self.name).isLessThan(quantity('1Gi'))",
    [{ name: '1Mi' }, { name: '2Gi' }, { name: 'x' }],
  ],
  [
    "url(self.name).getScheme() == 'https' && url(self.name).getHost() == 'a.b:80'",
    [{ name: 'https://a.b:80/c' }, { name: 'http://a.b:80/c' }],
  ],
  [
    "self.name.lastIndexOf('a') == 2 && self.name.indexOf('a', 1) == 2 && self.name.trim() == 'aba'",
    [{ name: 'aba' }, { name: 'ab' }],
  ],
  [
    '!self.isOpen && !(self.size in self.sizes)',
    [
      { isOpen: false, size: 1, sizes: [] },
      { isOpen: false, size: 1, sizes: [1] },
    ],
  ],
];

let server: CustomServer;
let validator: Validator;

beforeAll(async () => {
  const properties = Object.fromEntries(
    cases.map(([rule], index) => [
      `case${index}`,
      { type: 'object', properties: fields, 'x-kubernetes-validations': [{ rule }] },
    ]),
  );
  const rules = [
    { rule: "self.metadata.name.startsWith('test-')", message: 'the name starts with test-' },
    {
      rule: 'self.spec.count < 5',
      messageExpression: "'too many for ' + self.spec.owner",
      fieldPath: '.spec.count',
    },
  ];
  const count = { type: 'integer', default: 1 };
  const owner = { type: 'string', maxLength: 10, default: 'me' };
  server = await serveCustom('Ruled', {
    type: 'object',
    properties: { spec: { type: 'object', default: {}, properties: { ...properties, count, owner } } },
    'x-kubernetes-validations': rules,
  });
  validator = await createValidator({ schemas: [server.definition as never] });
});

afterAll(async () => {
  await validator.close();
  await server.stop();
});

describe('the API server and we agree on the rule', () => {
  test.each(cases.map(([rule, specs], index): [string, JsonObject[], number] => [rule, specs, index]))(
    '%s',
    async (_rule, specs, index) => {
      const objects = specs.map((spec) => server.object({ [`case${index}`]: spec }));
      const ours = await validator.validate(objects);
      const told = await Promise.all(
        objects.map(async (object, at) => ({
          spec: specs[at],
          isRefused: (await server.refusalOf(object)) !== undefined,
        })),
      );
      expect(
        ours.map(({ status, warnings }, at) => ({
          spec: specs[at],
          isRefused: status !== 'valid',
          warnings,
        })),
      ).toEqual(told.map((one) => ({ ...one, warnings: undefined })));
      // A case without both sides would say nothing.
      expect(new Set(told.map(({ isRefused }) => isRefused)).size).toBe(2);
    },
  );

  test('of the whole object, with its message, at its field', async () => {
    const object = server.object({ count: 7 });
    const [result] = await validator.validate([object]);
    expect(result).toMatchObject({
      status: 'invalid',
      errors: [{ path: '/spec/count', message: 'too many for me' }],
    });
    expect(await server.refusalOf(object)).toContain('too many for me');
    const renamed = { ...object, metadata: { name: 'other' }, spec: {} };
    const [named] = await validator.validate([renamed]);
    expect(named?.errors).toEqual([{ path: '', message: 'the name starts with test-' }]);
    expect(await server.refusalOf(renamed)).toContain('the name starts with test-');
  });
});
