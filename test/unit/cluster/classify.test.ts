import { describe, expect, test } from '@jest/globals';
import { causesOf, classify } from '../../../src/cluster/classify.ts';
import { type ApiStatus, readStatus } from '../../../src/cluster/status.ts';
import { answer, immutableField } from './statuses.ts';

const typed = (lines: string): ApiStatus =>
  answer(500, `failed to create typed patch object (shop/web; apps/v1, Kind=Deployment): ${lines}`);

describe('an answer of the API server is classified by what it says', () => {
  test.each<[string, ApiStatus, string]>([
    ['an unknown field', typed('.spec.replicsa: field not declared in schema'), 'UNKNOWN_FIELD'],
    [
      'an unknown field of a creation',
      answer(
        400,
        'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replicsa"',
        { reason: 'BadRequest' },
      ),
      'UNKNOWN_FIELD',
    ],
    ['a wrong type', typed('.spec.replicas: expected numeric (int or float), got string'), 'INVALID'],
    [
      'an item twice',
      typed('.spec.template.spec.containers[name="web"].env: duplicate entries for key [name="A"]'),
      'INVALID',
    ],
    [
      'a duplicate key',
      answer(400, 'error strict decoding YAML: … key "a" already set in map', { reason: 'BadRequest' }),
      'INVALID',
    ],
    [
      'a value that is not valid',
      answer(422, 'ConfigMap "a" is invalid: …', {
        reason: 'Invalid',
        causes: [{ field: 'metadata.labels', message: 'Invalid value: "x y"' }],
      }),
      'INVALID',
    ],
    ['a refused login', answer(401, 'Unauthorized', { reason: 'Unauthorized' }), 'UNAUTHORIZED'],
    [
      'a missing right',
      answer(
        403,
        'secrets is forbidden: User "jane" cannot list resource "secrets" in API group "" in the namespace "shop"',
        { reason: 'Forbidden' },
      ),
      'FORBIDDEN',
    ],
    [
      'a quota',
      answer(
        403,
        'configmaps "a" is forbidden: exceeded quota: q, requested: configmaps=1, used: configmaps=2, limited: configmaps=2',
        { reason: 'Forbidden' },
      ),
      'QUOTA',
    ],
    [
      'a namespace that is going',
      answer(
        403,
        'configmaps "a" is forbidden: unable to create new content in namespace shop because it is being terminated',
        { reason: 'Forbidden', causes: [{ reason: 'NamespaceTerminating', message: '' }] },
      ),
      'NAMESPACE_TERMINATING',
    ],
    [
      'a missing object',
      answer(404, 'configmaps "a" not found', { reason: 'NotFound', kind: 'configmaps' }),
      'NOT_FOUND',
    ],
    [
      'a missing namespace',
      answer(404, 'namespaces "shop" not found', { reason: 'NotFound', kind: 'namespaces' }),
      'NAMESPACE_MISSING',
    ],
    ['a kind that is not served', readStatus(404, '404 page not found\n'), 'UNKNOWN_KIND'],
    ["a proxy's own page", readStatus(404, '<html>nothing here</html>'), 'BAD_RESPONSE'],
    [
      'a conflict',
      answer(409, 'Operation cannot be fulfilled on configmaps "a": the object has been modified', {
        reason: 'Conflict',
      }),
      'CONFLICT',
    ],
    [
      'an object too large for its kind',
      answer(422, 'ConfigMap "a" is invalid: []: Too long: may not be more than 1048576 bytes', {
        reason: 'Invalid',
        causes: [{ reason: 'FieldValueTooLong', field: '[]', message: 'Too long' }],
      }),
      'TOO_LARGE',
    ],
    ['an object too large for etcd', answer(500, 'etcdserver: request is too large'), 'TOO_LARGE'],
    [
      'a body too large',
      answer(413, 'Request entity too large: limit is 3145728', { reason: 'RequestEntityTooLarge' }),
      'TOO_LARGE',
    ],
    [
      'a name that is too long',
      answer(422, 'Service "a" is invalid', {
        reason: 'Invalid',
        causes: [
          {
            reason: 'FieldValueTooLong',
            field: 'metadata.name',
            message: 'Too long: may not be more than 63 bytes',
          },
        ],
      }),
      'INVALID',
    ],
    [
      'a webhook that refuses',
      answer(400, 'admission webhook "deny.example" denied the request: no pets', { reason: 'BadRequest' }),
      'WEBHOOK_DENIED',
    ],
    [
      'a policy that refuses',
      answer(
        422,
        `deployments.apps "a" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no`,
        { reason: 'Invalid' },
      ),
      'WEBHOOK_DENIED',
    ],
    [
      'a webhook that does not answer',
      answer(500, 'Internal error occurred: failed calling webhook "x": context deadline exceeded', {
        reason: 'InternalError',
      }),
      'WEBHOOK_FAILED',
    ],
    [
      'a webhook that takes no dry run',
      answer(400, 'admission webhook "x" does not support dry run', { reason: 'BadRequest' }),
      'WEBHOOK_FAILED',
    ],
    ['too many requests', answer(429, 'too many requests', { reason: 'TooManyRequests' }), 'RATE_LIMITED'],
    ['a timeout', answer(504, 'timeout', { reason: 'Timeout' }), 'TIMEOUT'],
    ['a fault of the server', answer(500, 'oops', { reason: 'InternalError' }), 'SERVER_ERROR'],
    ['an expired list', answer(410, 'too old', { reason: 'Expired' }), 'SERVER_ERROR'],
  ])('%s', (_what, status, code) => {
    expect(classify(status, 'ConfigMap')).toBe(code);
  });

  test('a missing namespace is a missing object where a namespace was asked for', () => {
    const status = answer(404, 'namespaces "shop" not found', { reason: 'NotFound', kind: 'namespaces' });
    expect(classify(status, 'Namespace')).toBe('NOT_FOUND');
  });
});

describe('a field that cannot change', () => {
  const sentences = [
    'Invalid value: {"matchLabels":{"app":"web"}}: field is immutable',
    `Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals' are forbidden`,
    'Forbidden: spec is immutable after creation except resources.requests',
    'Forbidden: pod updates may not change fields other than `spec.containers[*].image`',
    'Invalid value: {"kind":"Role"}: cannot change roleRef',
    'Invalid value: ["10.96.0.9"]: may not change once set',
    'Forbidden: may not be changed in an update.',
    'Forbidden: updates to provisioner are forbidden.',
    'Forbidden: field is immutable when `immutable` is set',
  ];

  test.each(sentences)('is known by its sentence: %s', (message) => {
    expect(
      classify(answer(422, `Some "a" is invalid: spec: ${message}`, immutableField('spec', message))),
    ).toBe('IMMUTABLE');
  });

  test('is no reason to replace the object when another field is invalid, too', () => {
    const causes = [
      { field: 'spec.selector', message: 'field is immutable' },
      { field: 'spec.replicas', message: 'Invalid value: -1: must be greater than or equal to 0' },
    ];
    expect(classify(answer(422, 'Deployment.apps "web" is invalid', { reason: 'Invalid', causes }))).toBe(
      'INVALID',
    );
  });

  test('is none in an answer of another code', () => {
    expect(classify(answer(400, 'spec.selector: field is immutable', { reason: 'BadRequest' }))).toBe(
      'INVALID',
    );
    expect(classify(answer(409, 'field is immutable', { reason: 'Conflict' }))).toBe('CONFLICT');
  });
});

describe('the fields that an answer names', () => {
  test('are those of its causes', () => {
    const causes = [{ reason: 'FieldValueRequired', field: 'spec.a', message: 'Required value' }];
    expect(causesOf(answer(422, 'x', { causes })).map(({ field }) => field)).toEqual(['spec.a']);
  });

  test('are read from the text of a schema error, several at a time', () => {
    const status = typed(
      'errors:\n  .spec.a[name="x"].b: field not declared in schema\n  .spec.c: expected string, got &value.valueUnstructured{Value:5}',
    );
    expect(causesOf(status)).toMatchObject([
      { reason: 'FieldUnknown', field: 'spec.a[name="x"].b' },
      { reason: '', field: 'spec.c' },
    ]);
  });
});

describe('the body of an answer', () => {
  test('that is no Status is told by its first line', () => {
    expect(readStatus(502, 'bad gateway\nmore')).toMatchObject({
      http: 502,
      isStatus: false,
      reason: '',
      message: 'bad gateway',
    });
  });
  test('that is a page of HTML says nothing', () => {
    expect(readStatus(502, '<html><body>x').message).toBe('(an HTML page)');
  });
  test('may say in its details when to come back', () => {
    expect(readStatus(429, '{"kind":"Status","details":{"retryAfterSeconds":7}}').retryAfter).toBe(7);
    expect(readStatus(429, '{"kind":"Status","details":{"retryAfterSeconds":7}}', 3).retryAfter).toBe(3);
  });
});
