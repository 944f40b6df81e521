import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createValidator, type Validator } from '../../../kubeconform-wasm/src/index.ts';

let strict: Validator;

beforeAll(async () => {
  strict = await createValidator({ strict: true });
});

afterAll(async () => {
  await strict.close();
});

describe('whatever is handed in', () => {
  const known = ['valid', 'invalid', 'skipped', 'error'];

  test('as objects is judged, one by one', async () => {
    const object = fc.record(
      {
        apiVersion: fc.constantFrom('v1', 'apps/v1'),
        kind: fc.constantFrom('Service', 'List', 'Deployment'),
        items: fc.jsonValue(),
        metadata: fc.jsonValue(),
        spec: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const inputs = fc.array(fc.oneof(fc.jsonValue(), object), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        const results = await strict.validate(input);
        expect(results.every(({ status, source }) => known.includes(status) && source < input.length)).toBe(
          true,
        );
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  test('as a text is judged', async () => {
    const piece = fc.constantFrom(
      '---\n',
      'kind: Service\n',
      'apiVersion: v1\n',
      'a: ',
      '- ',
      '&a ',
      '*a ',
      '!!int ',
      '"',
      '|\n',
      '{',
      ']',
      '\t',
      '\n  ',
      '#',
      '\ufeff',
      '\0',
      '<<: ',
      '? ',
      '%TAG',
    );
    const texts = fc.array(fc.oneof(piece, piece, fc.string({ unit: 'binary' })), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(texts, async (parts) => {
        const results = await strict.validate(parts.join(''));
        expect(results.every(({ status }) => known.includes(status))).toBe(true);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
