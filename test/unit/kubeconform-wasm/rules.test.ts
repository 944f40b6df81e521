import { describe, expect, test } from '@jest/globals';
import { createValidator, type Result, type ValidatorOptions } from '../../../kubeconform-wasm/src/index.ts';

const statuses = (results: readonly Result[]) => results.map(({ status }) => status);

async function judge(options: ValidatorOptions, input: string | readonly unknown[]): Promise<Result[]> {
  await using validator = await createValidator(options);
  return await validator.validate(input);
}

describe('CEL rules', () => {
  const definition = (...rules: string[]) => ({
    kind: 'CustomResourceDefinition' as const,
    spec: {
      group: 'example.com',
      names: { kind: 'Shop' },
      versions: [
        {
          name: 'v1',
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: { type: 'object', properties: { all: { type: 'array', items: { type: 'string' } } } },
              },
              'x-kubernetes-validations': rules.map((rule) => ({ rule })),
            },
          },
        },
      ],
    },
  });
  const shop = (all: string[]) => ({
    apiVersion: 'example.com/v1',
    kind: 'Shop',
    metadata: { name: 'x' },
    spec: { all },
  });

  test('judge each object by itself', async () => {
    const schemas = [definition('self.spec.all.size() < 2')];
    const objects = [shop([]), { apiVersion: 'v1', kind: 'Service' }, shop(['a', 'b']), shop(['a'])];
    expect(statuses(await judge({ schemas }, objects))).toEqual(['valid', 'valid', 'invalid', 'valid']);
  });

  test.each([
    ['an endless search', 'self.spec.all[0].matches("^(a+)+$")', `${'a'.repeat(40)}b`],
    [
      'endless counting',
      'self.spec.all.all(a, self.spec.all.all(b, self.spec.all.all(c, self.spec.all.all(d, a != "x"))))',
      '',
    ],
  ])('that run into %s end within the time, and later ones are judged', async (_name, rule, text) => {
    await using validator = await createValidator({
      schemas: [definition(rule)],
      limits: { timeoutMs: 2000 },
    });
    const endless = [shop(Array.from({ length: 300 }, () => text))];
    await expect(validator.validate(endless)).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(statuses(await validator.validate([shop(['a'])]))).toEqual(['valid']);
  });

  test('have nothing of the worker they run in', async () => {
    const rules = ['self.constructor', 'process', 'self.spec.all.constructor', 'self.spec.__proto__ != 1'];
    const results = await Promise.all(
      rules.map((rule) => judge({ schemas: [definition(rule)] }, [shop(['a'])])),
    );
    for (const [result] of results)
      expect(result?.status === 'invalid' ? result.errors?.[0]?.message : result?.warnings?.[0]).toMatch(
        /no such key|not evaluated/i,
      );
  });
});
