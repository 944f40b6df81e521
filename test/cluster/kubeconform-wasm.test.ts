import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createValidator, type Validator } from '../../kubeconform-wasm/src/index.ts';
import type { JsonObject, KubeObject } from '../../src/manifests/types.ts';
import { mutate, Random } from '../unit/kubeconform-wasm/support/manifests.ts';
import { type CustomServer, serveCustom } from './custom-server.ts';

const text = { type: 'string' };
const twoForms = { 'x-kubernetes-int-or-string': true };
const anything = { 'x-kubernetes-preserve-unknown-fields': true };

/** Each way to describe a value that the API server has. */
const fields: JsonObject = {
  size: { type: 'integer', minimum: 1, maximum: 10 },
  ratio: { type: 'number', minimum: 0, exclusiveMinimum: true, multipleOf: 0.5 },
  note: { type: 'string', pattern: '^[a-z]*$', minLength: 1, maxLength: 5 },
  color: { type: 'string', enum: ['red', 'green'] },
  tint: { type: 'string', enum: ['red'], nullable: true },
  isOpen: { type: 'boolean' },
  port: twoForms,
  nullPort: { ...twoForms, nullable: true },
  percent: { ...twoForms, pattern: '^[0-9]+%?$', anyOf: [{ type: 'integer' }, { type: 'string' }] },
  open: { type: 'object', ...anything, properties: { size: { type: 'integer' } } },
  nothing: { type: 'object' },
  labels: { type: 'object', additionalProperties: text, maxProperties: 2 },
  shelves: {
    type: 'object',
    additionalProperties: { type: 'object', required: ['size'], properties: { size: { type: 'integer' } } },
  },
  tags: { type: 'array', items: text, minItems: 1, maxItems: 3 },
  items: {
    type: 'array',
    items: { type: 'object', required: ['name'], properties: { name: text, price: { type: 'number' } } },
  },
  set: { type: 'array', items: { type: 'integer' }, 'x-kubernetes-list-type': 'set' },
  keyed: {
    type: 'array',
    items: {
      type: 'object',
      required: ['name', 'zone'],
      properties: { name: text, zone: { type: 'string', default: 'a' }, size: { type: 'integer' } },
    },
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['name', 'zone'],
  },
  raw: anything,
  embedded: { type: 'object', 'x-kubernetes-embedded-resource': true, ...anything },
  closedEmbedded: {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
  },
  either: {
    type: 'object',
    properties: { a: text, b: text },
    oneOf: [{ required: ['a'] }, { required: ['b'] }],
  },
  notBoth: {
    type: 'object',
    properties: { a: { type: 'integer' }, b: text },
    not: { required: ['a', 'b'] },
    anyOf: [{ properties: { a: { minimum: 3 } } }, { required: ['b'] }],
  },
  defaulted: { type: 'string', default: 'x' },
  ...Object.fromEntries(
    [
      'date-time',
      'date',
      'email',
      'ipv4',
      'ipv6',
      'cidr',
      'duration',
      'byte',
      'uuid',
      'hostname',
      'uri',
      'semver',
    ].map((format) => [format.replace('-', ''), { type: 'string', format }]),
  ),
};

const schema: JsonObject = {
  type: 'object',
  required: ['spec'],
  properties: {
    metadata: { type: 'object', properties: { name: { type: 'string', maxLength: 40 } } },
    spec: { type: 'object', required: ['size'], properties: fields },
  },
};

/** Values that all fields take. */
const right: JsonObject = {
  size: 3,
  ratio: 1.5,
  note: 'abc',
  color: 'red',
  tint: 'red',
  isOpen: true,
  port: 'http',
  nullPort: null,
  percent: '30%',
  open: { size: 1, more: [{}] },
  nothing: {},
  labels: { a: 'b' },
  shelves: { left: { size: 1 } },
  tags: ['a'],
  items: [{ name: 'a', price: 1.25 }],
  set: [1, 2],
  keyed: [{ name: 'a' }, { name: 'a', zone: 'b' }],
  raw: [{ a: null }],
  embedded: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: {} },
  closedEmbedded: { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: 'b' } }, spec: { size: 1 } },
  either: { a: 'x' },
  notBoth: { a: 3 },
  defaulted: null,
  datetime: '2026-01-02T03:04:05Z',
  date: '2026-01-02',
  email: 'a@example.com',
  ipv4: '10.0.0.1',
  ipv6: '::1',
  cidr: '10.0.0.0/8',
  duration: '1h30m',
  byte: 'YQ==',
  uuid: '8c9f0d5e-3b5e-4c5e-9b5e-1c5e8c9f0d5e',
  hostname: 'example.com',
  uri: 'https://example.com/',
  semver: 'none',
};

let server: CustomServer;
let validator: Validator;

beforeAll(async () => {
  server = await serveCustom('Shop', schema);
  validator = await createValidator({ strict: true, schemas: [server.definition as never] });
});

afterAll(async () => {
  await validator.close();
  await server.stop();
});

const shop = (spec: unknown): KubeObject => server.object(spec as JsonObject);

/**
 * Where we are stricter on purpose: the API server takes any list for a text that has a format, for it leaves
 * what is no text to the check of the format, which leaves it to the check of the type.
 */
const isListForText = ({ spec }: KubeObject): boolean =>
  Object.entries(spec as JsonObject).some(([name, value]) => {
    const field = fields[name] as JsonObject | undefined;
    return Array.isArray(value) && field?.format !== undefined;
  });

/** Where the API server and we do not agree on the objects. */
async function disagreements(objects: readonly KubeObject[]): Promise<object[]> {
  const ours = await validator.validate(objects);
  const found: object[] = [];
  for (const [index, object] of objects.entries()) {
    const refusal = await server.refusalOf(object);
    const { status, errors } = ours[index] ?? {};
    if ((refusal === undefined) !== (status === 'valid'))
      found.push({ spec: object.spec, refusal, status, errors });
  }
  return found;
}

const wrongs: [string, unknown[]][] = [
  ['size', [0, 1, 10, 11, 1.5, 2.0, '3', null]],
  ['ratio', [0, 0.5, 0.7, -1, '1']],
  ['note', ['', 'abc', 'ABC', 'abcdef', 7, null]],
  ['color', ['red', 'blue', '', null]],
  ['tint', ['red', 'green', null]],
  ['isOpen', [true, 'true', 1]],
  ['port', [80, '80', true, 1.5, [], null]],
  ['nullPort', [80, 'x', null, {}]],
  ['percent', [30, '30%', 'x', null, true]],
  ['open', [{}, { size: 'x' }, { more: 1 }, [], null]],
  ['nothing', [{}, { a: 1 }, null, 'x']],
  ['labels', [{}, { a: 1 }, { a: null }, { a: 'b', c: 'd', e: 'f' }, []]],
  ['shelves', [{ a: {} }, { a: null }, { a: { size: 1, more: 1 } }]],
  ['tags', [[], ['a', 'a'], ['a', 'b', 'c', 'd'], [null], [1], 'a', null]],
  ['items', [[], [{}], [{ name: 'a', more: 1 }], [{ name: null }], [null], [{ name: 'a', price: null }]]],
  ['set', [[1, 1], [1, 2.0], [2, '2'], []]],
  [
    'keyed',
    [
      [{ name: 'a' }, { name: 'a' }],
      [{ name: 'a' }, { name: 'a', zone: 'a' }],
      [
        { name: 'a', size: 1 },
        { name: 'a', zone: 'b', size: 1 },
      ],
      [{ zone: 'a' }],
    ],
  ],
  ['raw', [1, 'x', null, { apiVersion: 1 }]],
  ['embedded', [{}, { apiVersion: 'v1' }, { apiVersion: 'v1', kind: 'Pod' }, { apiVersion: 1, kind: 'Pod' }]],
  [
    'closedEmbedded',
    [
      { apiVersion: 'v1', kind: 'Pod', more: 1 },
      { apiVersion: 'v1', kind: 'Pod', spec: { x: 1 } },
    ],
  ],
  ['either', [{}, { a: 'x', b: 'x' }, { b: 'x' }, { a: null, b: 'x' }, null]],
  ['notBoth', [{}, { a: 1 }, { a: 1, b: 'x' }, { b: 'x' }, { a: 5, b: null }]],
  ['defaulted', ['y', 3, null]],
  ['unknown', [1, null]],
  ['datetime', ['2026-01-02', 'x', '', '2026-01-02 03:04:05Z', null]],
  ['date', ['2026-13-02', '2026-01-02T03:04:05Z']],
  ['email', ['a', '@', '']],
  ['ipv4', ['::1', '10.0.0', '10.0.0.256', '010.0.0.1']],
  ['ipv6', ['10.0.0.1', 'x', '::ffff:10.0.0.1']],
  ['cidr', ['10.0.0.0', '10.0.0.1/8', '10.0.0.0/33']],
  ['duration', ['1', '1d', '1w', 'P1D', '-1h', 'x', '']],
  ['byte', ['YQ', '!!', '']],
  ['uuid', ['x', '8c9f0d5e3b5e4c5e9b5e1c5e8c9f0d5e']],
  ['hostname', ['-a', 'a_b', 'a'.repeat(70)]],
  ['uri', ['x', '/x', 'https://', '']],
  ['semver', ['x', 3]],
];

describe('the API server and the schema made of a CustomResourceDefinition agree on', () => {
  test('an object that has all fields right', async () => {
    expect(await disagreements([shop(right)])).toEqual([]);
    expect(await server.refusalOf(shop(right))).toBeUndefined();
  });

  test.each(wrongs)('%s', async (field, values) => {
    const objects = values.map((value) => shop({ size: 1, [field]: value }));
    expect(await disagreements(objects)).toEqual([]);
  });

  test('what stands beside spec', async () => {
    const plain = shop({ size: 1 });
    const { name } = plain.metadata;
    expect(
      await disagreements([
        { ...plain, more: 1 },
        { ...plain, spec: null },
        { ...plain, metadata: { name, more: 1 } as never },
        { ...plain, metadata: { name, labels: { a: 1 } } as never },
        { ...plain, metadata: { name: 'x'.repeat(41) } },
      ]),
    ).toEqual([]);
  });

  test('300 objects that are changed at random', async () => {
    const random = new Random(7);
    const objects = Array.from({ length: 300 }, () => shop(mutate(right, random))).filter(
      (object) => !isListForText(object),
    );
    expect(await disagreements(objects)).toEqual([]);
  }, 120_000);
});
