import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diffFields, type FieldDiff } from '../../../src/manifests/diff.ts';
import { sameJson } from '../../../src/manifests/json.ts';
import { isKeyField, renderPath } from '../../../src/manifests/path.ts';
import { getAt, removeAt, setAt } from '../../../src/manifests/pattern.ts';
import { builtinStructure, type Structure } from '../../../src/manifests/structure.ts';
import type { Json, JsonObject } from '../../../src/manifests/types.ts';

const structure = builtinStructure('v1', 'Pod');
const pod = (...containers: Json[]): Json => ({ spec: { containers } });
const shown = (diffs: FieldDiff[]) => diffs.map(({ path, ...values }) => [renderPath(path), values]);
const diff = (before: Json | undefined, after: Json | undefined) =>
  shown(diffFields(before, after, structure));

describe('diffFields', () => {
  test('names the smallest field that differs, by key', () => {
    expect(
      diff(pod({ name: 'a', image: '1' }, { name: 'b' }), pod({ name: 'a', image: '2' }, { name: 'b' })),
    ).toEqual([['spec.containers[name=a].image', { before: '1', after: '2' }]]);
  });

  test('gives an added or removed item leaf by leaf', () => {
    expect(diff(pod({ name: 'a' }), pod({ name: 'a' }, { name: 'b', image: '1', args: ['x'] }))).toEqual([
      ['spec.containers[name=b].args', { after: ['x'] }],
      ['spec.containers[name=b].image', { after: '1' }],
      ['spec.containers[name=b].name', { after: 'b' }],
    ]);
  });

  test('tells an empty container from an absent one, and null from both', () => {
    expect(diff({ spec: {} }, {})).toEqual([['spec', { before: {} }]]);
    expect(diff({ spec: null }, { spec: {} })).toEqual([['spec', { before: null, after: {} }]]);
    expect(diff({}, { spec: { volumes: [] } })).toEqual([['spec.volumes', { after: [] }]]);
    expect(diff({ data: { a: '1' } }, { data: {} })).toEqual([['data', { before: { a: '1' }, after: {} }]]);
  });

  test('tells another order of the common items once, by the sequences of keys', () => {
    const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
    expect(diff(pod(a, b), pod(b, a))).toEqual([
      ['spec.containers', { before: ['a', 'b'], after: ['b', 'a'], order: true }],
    ]);
    expect(diff(pod(a, b), pod(a, c, b)).map(([path]) => path)).toEqual(['spec.containers[name=c].name']);
  });

  test('takes a list whole where keys are doubled or missing', () => {
    const twice = pod({ name: 'a', image: '1' }, { name: 'a', image: '2' });
    expect(diff(twice, pod({ name: 'a', image: '1' })).map(([path]) => path)).toEqual(['spec.containers']);
    expect(diff(pod({ image: '1' }), pod({ name: 'a' })).map(([path]) => path)).toEqual(['spec.containers']);
  });

  test('gives a port without protocol the key of its default', () => {
    const ports = (...list: Json[]) => ({ spec: { ports: list } });
    const service = builtinStructure('v1', 'Service');
    expect(
      shown(
        diffFields(ports({ port: 80, name: 'a' }), ports({ port: 80, protocol: 'TCP', name: 'b' }), service),
      ),
    ).toEqual([
      ['spec.ports[port=80,protocol=TCP].name', { before: 'a', after: 'b' }],
      ['spec.ports[port=80,protocol=TCP].protocol', { after: 'TCP' }],
    ]);
  });

  test('compares sets by value and atomic lists whole', () => {
    const meta = (...finalizers: Json[]) => ({ metadata: { finalizers } });
    expect(diff(meta('a', 'b'), meta('b', 'c'))).toEqual([
      ['metadata.finalizers[="a"]', { before: 'a' }],
      ['metadata.finalizers[="c"]', { after: 'c' }],
    ]);
    expect(
      diff({ spec: { tolerations: [{ key: 'a' }] } }, { spec: { tolerations: [{ key: 'b' }] } }),
    ).toEqual([['spec.tolerations', { before: [{ key: 'a' }], after: [{ key: 'b' }] }]]);
  });

  test('keeps integers exact', () => {
    expect(diff({ a: 9007199254740993n }, { a: 9007199254740992n })).toHaveLength(1);
    expect(diff({ a: 1n }, { a: 1 })).toEqual([]);
  });
});

const lawStructure: Structure = {
  fields: {
    k: { list: { keys: ['name'] }, items: { fields: { s: { list: 'set' } } } },
    s: { list: 'set' },
  },
};
const leaf = fc.constantFrom<Json>(null, 1, 'a', true, {}, []);
const value = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('a', 'b'), leaf, { noNullPrototype: true }),
);
const set = fc.uniqueArray(fc.constantFrom('x', 'y', 'z'));
const item = fc.record(
  { name: fc.constantFrom('p', 'q', 'r'), v: value, s: set },
  { requiredKeys: ['name'], noNullPrototype: true },
);
const document = fc.record(
  { k: fc.uniqueArray(item, { selector: ({ name }) => name }), s: set, a: value, b: value },
  { requiredKeys: [], noNullPrototype: true },
) as fc.Arbitrary<JsonObject>;

/** Makes of `before` what the diffs say of `after`; new items come last. */
function applied(before: JsonObject, diffs: FieldDiff[]): Json {
  let here: Json = before;
  for (const { path, ...values } of diffs.filter((each) => !('after' in each))) {
    const isItem = isKeyField(path);
    here = removeAt(here, isItem ? path.slice(0, -1) : path);
    for (let depth = path.length - (isItem ? 2 : 1); depth > 0; depth--) {
      const parent = getAt(here, path.slice(0, depth));
      if (parent === undefined || Object.keys(parent as object).length > 0) break;
      if ('before' in values) here = removeAt(here, path.slice(0, depth));
    }
  }
  for (const { path, after } of diffs)
    if (after !== undefined && !isOrder(path, before, after)) here = setAt(here, path, after);
  return here;
}

const isOrder = (path: readonly string[], before: Json, after: Json): boolean => {
  const list = getAt(before, path);
  return path.at(-1) === 'f:k' && Array.isArray(list) && Array.isArray(after) && typeof after[0] === 'string';
};

/** Keyed lists and sets sorted: where new items go is not part of the differences. */
function unordered(document: Json): Json {
  const { k, s, ...rest } = document as JsonObject;
  const sorted = (list: Json | undefined) =>
    list === undefined
      ? {}
      : {
          list: (list as Json[])
            .map(unorderedItem)
            .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
        };
  return { ...rest, k: sorted(k), s: sorted(s) };
}
function unorderedItem(found: Json): Json {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return found;
  const { name = null, v = null, s } = found;
  return { name, v: 'v' in found ? v : 'none', s: Array.isArray(s) ? s.toSorted() : 'none' };
}

describe('the laws of diffFields', () => {
  test('nothing differs only between equal values', () => {
    fc.assert(
      fc.property(document, document, (a, b) => {
        expect(diffFields(a, b, lawStructure).length === 0).toBe(sameJson(a, b));
        expect(diffFields(a, structuredClone(a), lawStructure)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('the other way round it is the same with the sides changed', () => {
    const flipped = ({ path, before, after }: FieldDiff) => JSON.stringify([path, after, before]);
    const plain = ({ path, before, after }: FieldDiff) => JSON.stringify([path, before, after]);
    fc.assert(
      fc.property(document, document, (a, b) => {
        expect(diffFields(b, a, lawStructure).map(flipped).sort()).toEqual(
          diffFields(a, b, lawStructure).map(plain).sort(),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('put onto the one side, the differences make the other', () => {
    fc.assert(
      fc.property(document, document, (a, b) => {
        expect(unordered(applied(a, diffFields(a, b, lawStructure)))).toEqual(unordered(b));
      }),
      { numRuns: 1000 },
    );
  });
});
