import fc from 'fast-check';
import type { Json, JsonObject, KubeObject } from '../../../src/manifests/types.ts';

const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.integer({ min: 0, max: 9 }),
  fc.boolean(),
  fc.constant(9_007_199_254_740_993n),
);
const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const wholeList = fc.array(scalar, { minLength: 1, maxLength: 3 });

const { value } = fc.letrec<{ value: Json; map: JsonObject; keyed: Json[] }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, wholeList, tie('map'), tie('keyed')),
  map: fc.dictionary(name, tie('value'), { minKeys: 1, maxKeys: 3 }),
  keyed: fc
    .uniqueArray(fc.tuple(name, fc.dictionary(name, tie('value'), { maxKeys: 2 })), {
      minLength: 1,
      maxLength: 3,
      selector: ([key]) => key,
    })
    .map((items) => items.map(([key, rest]) => ({ ...rest, name: key }))),
}));

/** Objects with nested maps, keyed lists and lists that are whole. */
export const arbitraryObject: fc.Arbitrary<KubeObject> = fc
  .record({
    spec: fc.dictionary(name, value, { minKeys: 1, maxKeys: 4 }),
    labels: fc.dictionary(name, fc.string({ maxLength: 4 }), { minKeys: 1, maxKeys: 2 }),
  })
  .map(({ spec, labels }) => ({
    apiVersion: 'example.org/v1',
    kind: 'Widget',
    metadata: { name: 'web', namespace: 'shop', labels },
    spec,
  }));
