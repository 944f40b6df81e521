import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { apiStatusOf, statusError } from '../../../src/cluster/errors.ts';
import { answer } from './statuses.ts';

const subject = { group: '', kind: 'Secret', namespace: 'shop', name: 'login' };
const shown = (status: ReturnType<typeof answer>): string => {
  const error = statusError(status, { subject, host: 'x' });
  return JSON.stringify([error.message, error.remedy, error.object, apiStatusOf(error)]);
};

/** Values that no word of ours contains, of the kinds that people keep in Secrets. */
const secret = fc
  .tuple(
    fc.constantFrom(
      'p@ss"w\'rd',
      'x',
      'User "a" cannot ',
      'not found',
      'exceeded quota: ',
      ': field is immutable',
    ),
    fc.uuid(),
  )
  .map(([start, rest]) => `${start}${rest}`);

describe('an error about a Secret holds no value of it', () => {
  /** Where the API server is known to repeat what it was sent, and anywhere else it might. */
  const templates: ((value: string) => ReturnType<typeof answer>)[] = [
    (value) => answer(400, `illegal base64 data at input byte 4: ${value}`),
    (value) =>
      answer(
        500,
        `failed to create typed patch object (shop/login; /v1, Kind=Secret): .data.a: expected string, got &value.valueUnstructured{Value:${value}}`,
      ),
    (value) =>
      answer(422, `Secret "login" is invalid: data[a]: Invalid value: "${value}": field is immutable`, {
        causes: [
          {
            reason: 'FieldValueInvalid',
            field: 'data[a]',
            message: `Invalid value: "${value}": field is immutable`,
          },
        ],
      }),
    (value) => answer(400, `admission webhook "w" denied the request: ${value} is too weak`),
    (value) => answer(403, `secrets "login" is forbidden: ${value}`, { reason: 'Forbidden' }),
    (value) =>
      answer(409, `Operation cannot be fulfilled on secrets "login": ${value}`, { reason: 'Conflict' }),
    (value) => answer(500, `Internal error occurred: ${value}`, { reason: 'InternalError' }),
    (value) =>
      answer(422, value, { causes: [{ reason: 'FieldValueInvalid', field: 'data', message: value }] }),
  ];

  test('plain or in base64, wherever the server repeats it', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...templates), fc.boolean(), (value, template, encode) => {
        const told = encode ? Buffer.from(value).toString('base64') : value;
        // The random part alone tells whether it got through: the rest may be an ordinary word.
        const random = encode ? told : value.slice(-36);
        expect(shown(template(told))).not.toContain(random);
      }),
    );
  });
});

describe('an error about a Secret still says what is known to be harmless', () => {
  test.each([
    [
      'who lacks which right',
      answer(
        403,
        'secrets "login" is forbidden: User "jane" cannot patch resource "secrets" in API group "" in the namespace "shop"',
        { reason: 'Forbidden' },
      ),
      'User \\"jane\\" cannot patch resource',
    ],
    [
      'that it is not there',
      answer(404, 'secrets "login" not found', { reason: 'NotFound', kind: 'secrets' }),
      'not found',
    ],
    [
      'that a quota is full',
      answer(
        403,
        'secrets "login" is forbidden: exceeded quota: q, requested: secrets=1, used: secrets=2, limited: secrets=2',
        {
          reason: 'Forbidden',
        },
      ),
      'exceeded quota: q, requested: secrets=1, used: secrets=2, limited: secrets=2',
    ],
    [
      'that a field is immutable, and which',
      answer(422, 'x', {
        causes: [
          {
            reason: 'FieldValueForbidden',
            field: 'data',
            message: 'field is immutable when `immutable` is set',
          },
        ],
      }),
      'data: forbidden: field is immutable',
    ],
    [
      'which webhook refused',
      answer(400, 'admission webhook "w.example" denied the request: TOPSECRET'),
      'admission webhook \\"w.example\\" denied the request',
    ],
  ])('%s', (_what, status, text) => {
    expect(shown(status)).toContain(text);
    expect(shown(status)).not.toContain('TOPSECRET');
  });
});
