import { describe, expect, test } from '@jest/globals';
import type { PlumblineError } from '../../../src/errors/error.ts';
import { readManifests } from '../../../src/manifests/read.ts';
import { decodeText } from '../../../src/manifests/read-text.ts';

const named = (name: string, rest = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${rest}`;
const first = (text: string): PlumblineError => {
  const [error] = readManifests(text, 'deploy/a.yaml').errors;
  if (error === undefined) throw new Error(`read without a mistake: ${text}`);
  return error;
};
const thrownBy = (run: () => unknown): unknown => {
  try {
    run();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
};

describe('readManifests', () => {
  test('gives every document with its file, line and number', () => {
    const text = `# first\n${named('a')}---\n---\n\n# third\n${named('b', 'unknownField: {x: [1, ~]}\n')}`;
    const { manifests, errors, findings } = readManifests(text, 'deploy/a.yaml');
    expect([errors, findings]).toEqual([[], []]);
    expect(manifests.map(({ source }) => source)).toEqual([
      { file: 'deploy/a.yaml', line: 2, document: 0 },
      { file: 'deploy/a.yaml', line: 10, document: 2 },
    ]);
    expect(manifests[1]?.object).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'b' },
      unknownField: { x: [1, null] },
    });
  });

  test('keeps integers beyond 2^53 exact, in YAML and in JSON', () => {
    const yaml = readManifests(named('a', 'spec: {big: 9007199254740993}\n'), 'a.yaml');
    expect(yaml.manifests[0]?.object.spec).toEqual({ big: 9007199254740993n });
    const json = '{"apiVersion":"v1","kind":"X","metadata":{"name":"a"},"spec":{"n":-9007199254740993}}';
    expect(readManifests(json, 'a.json').manifests[0]?.object.spec).toEqual({ n: -9007199254740993n });
  });

  test('a syntax error has its code, place, excerpt and remedy', () => {
    expect(first('a: 1\n\tb: 2\n')).toMatchObject({
      code: 'MANIFEST_SYNTAX',
      place: { file: 'deploy/a.yaml', line: 2 },
      excerpt: expect.stringContaining('> '),
      remedy: 'Indent with spaces.',
    });
    expect(first('['.repeat(5000)).code).toBe('MANIFEST_TOO_LARGE');
  });

  test('a broken Secret is never shown: neither an excerpt nor what stands behind a sign', () => {
    const error = first('kind: Secret\nstringData:\n  password: *hunter2\n');
    expect(error.excerpt).toBeUndefined();
    expect(`${error.message} ${error.remedy}`).not.toContain('hunter2');
    const tagged = first('kind: Secret\nstringData:\n  password: !hunter2 x\n');
    expect(`${tagged.message} ${tagged.remedy}`).not.toContain('hunter2');
    const doubled = first('kind: Secret\nstringData:\n  a: hunter2\n  a: hunter3\n');
    expect(`${doubled.message} ${doubled.remedy} ${doubled.excerpt}`).not.toContain('hunter');
  });
});

test.each([
  '*hunter2',
  '!hunter2 x',
  '!<hunter2> x',
  '&hunter2 x: y',
  '"hunter2',
  '{hunter2',
  'hunter2: x',
  'hunter2 "x": y: z',
  'x\n  hunter2: 1\n  hunter2: 2',
  '\n  ? [hunter2]\n  : 1',
  '!!int hunter2',
  '!!binary hunter2!',
  '[hunter2]',
  '@hunter2',
])('a password %j that was not quoted in a Secret is in no error', (password) => {
  const text = `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  password: ${password}\n`;
  const { errors } = readManifests(text, 'a.yaml');
  expect(errors.length).toBeGreaterThan(0);
  for (const { message, remedy, excerpt } of errors) {
    expect(JSON.stringify([message, remedy, excerpt])).not.toContain('hunter2');
  }
});

describe('what is no manifest', () => {
  test.each([
    ['a values file', 'replicas: 2\nimage: web\n', 'neither apiVersion nor kind', 1],
    ['a list', '- a\n- b\n', 'found a list', 1],
    ['a text', 'hello\n', 'found a string', 1],
    ['no kind', 'apiVersion: v1\nmetadata: {name: a}\n', 'kind is missing', 1],
    ['no apiVersion', 'kind: Pod\nmetadata: {name: a}\n', 'apiVersion is missing', 1],
    [
      'a numeric apiVersion',
      'apiVersion: 1\nkind: Pod\nmetadata: {name: a}\n',
      'apiVersion must be a string',
      1,
    ],
    ['no metadata', 'apiVersion: v1\nkind: Pod\n', 'metadata must be a mapping, found nothing', 1],
    ['no name', 'apiVersion: v1\nkind: Pod\nmetadata: {}\n', 'metadata.name is missing', 3],
    ['generateName', 'apiVersion: v1\nkind: Pod\nmetadata:\n  generateName: a-\n', 'generateName', 4],
    [
      'a numeric name',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: 12\n',
      'metadata.name must be a string',
      4,
    ],
  ])('%s is an error with place and remedy', (_what, text, message, line) => {
    const error = first(text);
    expect(error).toMatchObject({ code: 'MANIFEST_INVALID', place: { file: 'deploy/a.yaml', line } });
    expect(error.message).toContain(message);
    expect(error.remedy).toMatch(/\w/);
  });

  test.each([
    ['apiVersion', (long: string) => `apiVersion: ${long}\nkind: A\nmetadata: {name: a, labels: {a: 1}}\n`],
    ['kind', (long: string) => `apiVersion: v1\nkind: ${long}\nmetadata: {name: a, labels: {a: 1}}\n`],
    [
      'metadata.name',
      (long: string) => `apiVersion: v1\nkind: A\nmetadata: {name: ${long}, labels: {a: 1}}\n`,
    ],
    [
      'metadata.namespace',
      (long: string) => `apiVersion: v1\nkind: A\nmetadata: {name: a, namespace: ${long}, labels: {a: 1}}\n`,
    ],
  ])('of a very long %s no message is made long', (what, text) => {
    const { errors, manifests } = readManifests(text('x'.repeat(100_000)), 'a.yaml');
    expect(manifests).toEqual([]);
    expect(errors[0]?.message).toMatch(`${what} has 100000 characters, more than `);
    expect(errors).toHaveLength(2);
    for (const { message, object = '', excerpt = '' } of errors) {
      expect(message.length + object.length + excerpt.length).toBeLessThan(1000);
    }
  });

  test('a numeric label says how to quote it', () => {
    const error = first(named('a', '  labels:\n    version: 1.40\n    ok: "1"\n'));
    expect(error).toMatchObject({
      message: 'metadata.labels.version must be a string, found a number',
      object: 'ConfigMap a',
      place: { line: 6, column: 14 },
      remedy: 'Quote it: "1.40"',
    });
    expect(first(named('a', '  annotations: {on: yes}\n')).remedy).toBe('Quote it: "yes"');
    expect(first(named('a', '  labels: {a: }\n')).message).toContain('found null');
  });

  test('an encrypted file names decryption', () => {
    const error = first(
      named('a', 'data: {a: "ENC[AES256_GCM,data:x]"}\nsops:\n  mac: ENC[x]\n  version: 3.9.0\n'),
    );
    expect(error.code).toBe('UNSUPPORTED');
    expect(error.message).toContain('SOPS');
    expect(error.remedy).toContain('decryption');
  });

  test('Secret data that is not base64 is an error without the value', () => {
    const text =
      'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  good: aGk=\n  password: hunter2!\n';
    const error = first(text);
    expect(error).toMatchObject({ code: 'MANIFEST_INVALID', place: { line: 6 }, excerpt: undefined });
    expect(error.message).toBe('data.password is not valid base64');
    expect(JSON.stringify([error.message, error.remedy])).not.toContain('hunter2');
    const number = first('apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  pin: 4711\n');
    expect(JSON.stringify([number.message, number.remedy, number.excerpt])).not.toContain('4711');
  });

  test('every mistake of a file is told', () => {
    const { errors, manifests } = readManifests(`a: 1\n---\n${named('good')}---\nkind: Pod\n`, 'a.yaml');
    expect(manifests).toHaveLength(1);
    expect(errors.map(({ place }) => place?.line)).toEqual([1, 8, 8]);
  });
});

test.each(['secret', '"Secrets"', '&kind !!str SECRET', '\n  secret'])(
  'no line of a file is shown in which a kind: %s may be',
  (kind) => {
    const text = `apiVersion: v1\nkind: ${kind}\nmetadata: {name: a}\nstringData: {b: hunter2}\n---\n`;
    for (const mistake of ['a: [hunter2', named('c').replace('name: c', 'name: 3')]) {
      const { errors } = readManifests(text + mistake, 'a.yaml');
      expect(errors).toHaveLength(1);
      expect(errors[0]?.excerpt).toBeUndefined();
    }
  },
);

describe('lists', () => {
  const list = `apiVersion: v1
kind: List
metadata: {resourceVersion: ""}
items:
  - ${named('a').trim().replaceAll('\n', '\n    ')}
  - apiVersion: v1
    kind: List
    items:
      - ${named('b').trim().replaceAll('\n', '\n        ')}
`;

  test('are taken apart, nested ones too, each item with its place', () => {
    const { manifests, errors } = readManifests(list, 'l.yaml');
    expect(errors).toEqual([]);
    expect(manifests.map(({ object, source }) => [object.metadata.name, source.items, source.line])).toEqual([
      ['a', [0], 5],
      ['b', [1, 0], 12],
    ]);
  });

  test('a mistake in an item has the place of the item', () => {
    expect(first(list.replace('name: b', 'name: 2')).place?.line).toBe(15);
  });

  test('items of a typed list get its kind', () => {
    const text = 'apiVersion: apps/v1\nkind: DeploymentList\nitems:\n  - metadata: {name: a}\n';
    expect(readManifests(text, 'l.yaml').manifests[0]?.object).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
    });
  });

  test.each([
    ['List', 'v1'],
    ['SecretList', 'v1'],
    ['ConfigMapList', 'v1'],
    ['list', 'v1'],
    ['SecretList', 'V1'],
  ])('a %s of %s is taken apart though it has a name, as kubectl does', (kind, apiVersion) => {
    const item = '{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {b: c}}';
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: all}\nitems: [${item}]\n`;
    const { manifests, errors } = readManifests(text, 'l.yaml');
    expect(errors).toEqual([]);
    expect(manifests.map(({ object }) => [object.kind, object.metadata.name])).toEqual([['Secret', 'a']]);
  });

  test('a custom resource with a name is no list, whatever its kind; an empty list is nothing', () => {
    const text = 'apiVersion: x.dev/v1\nkind: PriceList\nmetadata: {name: a}\nitems: [1]\n';
    expect(readManifests(text, 'l.yaml').manifests[0]?.object.items).toEqual([1]);
    expect(readManifests('apiVersion: v1\nkind: List\nitems: []\n', 'l.yaml')).toMatchObject({
      manifests: [],
      errors: [],
    });
  });
});

test('what only the server writes is left out and reported once', () => {
  const text = named(
    'a',
    '  uid: x\n  resourceVersion: "1"\n  creationTimestamp: null\n  managedFields: []\nstatus: {phase: x}\n',
  );
  const { manifests, findings } = readManifests(text, 'a.yaml');
  expect(manifests[0]?.object).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ severity: 'warning', code: 'SERVER_FIELDS', object: 'ConfigMap a' });
  expect(findings[0]?.message).toContain('metadata.uid');
});

test('a generated empty status is left out without a word', () => {
  const { manifests, findings } = readManifests(
    named('a', 'status: {conditions: [], acceptedNames: {}}\n').replace(
      'name: a',
      'name: a\n  creationTimestamp: null',
    ),
    'a.yaml',
  );
  expect([manifests[0]?.object.status, findings]).toEqual([undefined, []]);
});

describe('decodeText', () => {
  const bytes = (...parts: (string | number[])[]): Uint8Array =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

  test('drops a byte order mark', () => {
    expect(decodeText(bytes([0xef, 0xbb, 0xbf], 'a: 1'), 'a.yaml')).toBe('a: 1');
  });

  test.each([
    ['not UTF-8', bytes('a: 1\nb: ', [0xff, 0xfe]), 2],
    ['Latin-1', bytes('a: caf', [0xe9], '\n'), 1],
    ['a NUL byte', bytes('a: 1\nb: x\0'), 2],
    ['UTF-16', bytes([0xff, 0xfe, 0x61, 0x00]), 1],
  ])('%s is an error with its place', (_what, content, line) => {
    expect(thrownBy(() => decodeText(content, 'a.yaml'))).toMatchObject({
      code: 'MANIFEST_SYNTAX',
      place: { file: 'a.yaml', line },
    });
  });

  test('a file of 100 MB is an error with its size', () => {
    expect(thrownBy(() => decodeText(Buffer.alloc(100 * 1024 * 1024), 'a.yaml'))).toMatchObject({
      code: 'MANIFEST_TOO_LARGE',
      message: expect.stringContaining('100.0 MB'),
    });
  });
});
