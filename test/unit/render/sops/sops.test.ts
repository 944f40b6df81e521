import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringifyJson } from '../../../../src/manifests/json.ts';
import type { JsonObject } from '../../../../src/manifests/types.ts';
import { readYaml } from '../../../../src/manifests/yaml.ts';
import { stringifyYaml } from '../../../../src/manifests/yaml-write.ts';
import { decryptFile } from '../../../../src/render/sops/decrypt-file.ts';
import { Identities } from '../../../../src/render/sops/identities.ts';
import { SopsError } from '../../../../src/render/sops/sops-error.ts';
import { type AgeKey, ageKey, encryptInPlace, sops, sopsProgram } from '../../../support/sops.ts';

let folder: string;
let keys: AgeKey[];
const one = (): AgeKey => keys[0] as AgeKey;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-sops-'));
  keys = await Promise.all([ageKey(), ageKey(), ageKey()]);
  await sopsProgram();
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file, has SOPS encrypt it, and gives what it is then. */
async function encrypted(name: string, text: string | Buffer, args: readonly string[] = []): Promise<Buffer> {
  writeFileSync(join(folder, name), text);
  await encryptInPlace(folder, name, ['--age', one().recipient, ...args]);
  return readFileSync(join(folder, name));
}

const decrypted = async (
  name: string,
  bytes: Uint8Array,
  identity = one().identity,
): Promise<string | undefined> =>
  (await decryptFile(name, bytes, Identities.parse(identity)))?.bytes.toString();

const valuesIn = (text: string | undefined): string =>
  stringifyJson(readYaml(text ?? '').map(({ value }) => value));

const rules = [
  [],
  ['--encrypted-regex', '^(data|stringData)$'],
  ['--encrypted-suffix', 'ta'],
  ['--unencrypted-regex', '^(apiVersion|kind|metadata)$'],
  ['--unencrypted-suffix', '_plain'],
  ['--encrypted-regex', '(?i)^DATA$', '--mac-only-encrypted'],
  ['--mac-only-encrypted'],
];

/** Values of all the kinds that SOPS tells apart, and texts that look like others. */
const leaf = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.toWellFormed().replaceAll('\0', '')),
  fc.constantFrom(
    '',
    'yes',
    'true',
    '0x1F',
    '1e3',
    '012',
    '2020-01-01',
    '2001-12-14t21:59:43.10-05:00',
    '~',
    ' x',
    'a: b\nc\n',
    '\u2028',
  ),
  fc.integer(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
const name = fc.constantFrom('data', 'stringData', 'meta', 'a', 'b_plain', 'c', 'sops', '9', 'metadata');
const { tree } = fc.letrec<{ tree: JsonObject; inner: JsonObject }>((tie) => ({
  inner: fc.dictionary(
    name,
    fc.oneof({ maxDepth: 2 }, leaf, tie('inner'), fc.array(leaf, { maxLength: 3 })),
    { maxKeys: 4 },
  ) as fc.Arbitrary<JsonObject>,
  tree: tie('inner').map(({ sops: _sops, ...rest }) => ({
    kind: 'Secret',
    ...rest,
  })) as fc.Arbitrary<JsonObject>,
}));

describe('what SOPS encrypts is decrypted to what SOPS makes of it', () => {
  const sample = fc.sample(
    fc.tuple(fc.array(tree, { minLength: 1, maxLength: 3 }), fc.constantFrom(...rules)),
    {
      numRuns: 60,
      seed: 20261126,
    },
  );

  test('in YAML, of one document and of several, by every rule', async () => {
    for (const [index, [documents, rule]] of sample.entries()) {
      const file = `yaml-${index}.yaml`;
      const bytes = await encrypted(file, documents.map((one) => stringifyYaml(one)).join('---\n'), rule);
      const theirs = await sops(folder, ['--decrypt', file], one().identity);
      expect({ index, values: valuesIn(await decrypted(file, bytes)) }).toEqual({
        index,
        values: valuesIn(theirs),
      });
    }
  });

  test('in JSON', async () => {
    for (const [index, [[first], rule]] of sample.slice(0, 25).entries()) {
      const file = `json-${index}.json`;
      const bytes = await encrypted(file, stringifyJson(first as JsonObject), rule);
      const theirs = await sops(folder, ['--decrypt', file], one().identity);
      const ours = await decrypted(file, bytes);
      expect({ index, values: valuesIn(ours) }).toEqual({ index, values: valuesIn(theirs) });
      expect(() => JSON.parse(ours ?? '')).not.toThrow();
    }
  });

  test('in a file of variables', async () => {
    const text = '# of the database\nUSER=shop\nPASSWORD=a=b "c" é\\nx\n\nEMPTY=\n';
    const bytes = await encrypted('db.env', text);
    const theirs = await sops(folder, ['--decrypt', 'db.env'], one().identity);
    const lines = (all: string | undefined) =>
      all?.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines(await decrypted('db.env', bytes))).toEqual(lines(theirs));
  });

  test('in a file of bytes that are no text', async () => {
    const content = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
    const bytes = await encrypted('keystore.p12', content);
    const read = await decryptFile('keystore.p12', bytes, Identities.parse(one().identity));
    expect(read?.bytes.equals(content)).toBe(true);
  });

  test('with comments, which leave lists, and every line where it was', async () => {
    const text =
      '# top\nkind: Secret\nlist:\n    # inner\n    - a # behind\n    - b\ndata:\n    a: |\n        x\n        y\n';
    const bytes = await encrypted('comments.yaml', text);
    const ours = await decrypted('comments.yaml', bytes);
    expect(valuesIn(ours)).toBe(valuesIn(text));
    const lineOf = (all: string, word: string) => all.split('\n').findIndex((line) => line.startsWith(word));
    expect(lineOf(ours ?? '', 'data:')).toBe(lineOf(bytes.toString(), 'data:'));
  });

  test('with any of several age keys, and with one among others', async () => {
    const [first, second, third] = keys as [AgeKey, AgeKey, AgeKey];
    const bytes = await encrypted('several.yaml', 'kind: Secret\na: b\n', [
      '--age',
      `${first.recipient},${second.recipient}`,
    ]);
    for (const { identity } of [first, second]) {
      expect(await decrypted('several.yaml', bytes, `# created\n${third.identity}\n${identity}\n`)).toContain(
        'a: "b"',
      );
    }
    await expect(decrypted('several.yaml', bytes, third.identity)).rejects.toThrow(
      /no age key given opens it/,
    );
  });

  test('with enough of the parts into which its key is shared', async () => {
    const groups = keys.map(({ recipient }) => `      - age: [${recipient}]`).join('\n');
    const config = `creation_rules:\n  - shamir_threshold: 2\n    key_groups:\n${groups}\n`;
    writeFileSync(join(folder, 'shared.config.yaml'), config);
    writeFileSync(join(folder, 'shared.yaml'), 'kind: Secret\na: b\n');
    await sops(folder, ['--config', 'shared.config.yaml', '--encrypt', '--in-place', 'shared.yaml']);
    const bytes = readFileSync(join(folder, 'shared.yaml'));
    const [first, second, third] = keys as [AgeKey, AgeKey, AgeKey];
    for (const pair of [[first, second], [third, first], [third, second], keys]) {
      expect(
        await decrypted('shared.yaml', bytes, pair.map(({ identity }) => identity).join('\n')),
      ).toContain('a: "b"');
    }
    await expect(decrypted('shared.yaml', bytes)).rejects.toThrow(/2 of its groups of keys/);
  });
});

test('a file changed anywhere is refused, or says what it said', async () => {
  const text =
    'kind: Secret\ndata:\n    a: one\n    n: 5\nlist:\n    # c\n    - x\n    - y: z\n---\nkind: Other\n';
  const bytes = await encrypted('fuzzed.yaml', text, ['--encrypted-regex', '^(data|list)$']);
  const whole = bytes.toString();
  const identities = Identities.parse(one().identity);
  const values = valuesIn((await decryptFile('fuzzed.yaml', bytes, identities))?.bytes.toString());
  const signs = fc.constantFrom(
    '',
    ' ',
    '\n',
    '#',
    ':',
    '"',
    '-',
    '[',
    ']',
    'A',
    '=',
    '&a ',
    '*a',
    '!!int ',
    '---\n',
    'é',
  );
  const cut = fc.tuple(fc.nat(whole.length), fc.integer({ min: 0, max: 30 }), signs);
  await fc.assert(
    fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 2 }), async (cuts) => {
      const changed = cuts.reduce(
        (now, [at, length, sign]) => now.slice(0, at) + sign + now.slice(at + length),
        whole,
      );
      try {
        const read = await decryptFile('fuzzed.yaml', Buffer.from(changed), identities);
        if (read === undefined) return;
        expect(valuesIn(read.bytes.toString())).toBe(values);
      } catch (thrown) {
        if (!(thrown instanceof SopsError)) throw thrown;
      }
    }),
    { numRuns: 1500, seed: 20261126 },
  );
});

describe('a file that was changed without SOPS is refused', () => {
  const text =
    'kind: Secret\nmetadata:\n    name: login\ndata:\n    a: one\n    b: two\n    n: 5\nlist:\n    - x\n    - y\n';
  const other = (sign: string): string => (sign === 'A' ? 'B' : 'A');
  const value = /ENC\[[^\n]*\]/g;
  const changes: [string, (all: string) => string][] = [
    [
      'an encrypted value',
      (all) => all.replace(/(data:)(.)/, (_, mark: string, sign: string) => mark + other(sign)),
    ],
    ['an item made a comment', (all) => all.replace(/( {4}- ENC.*)type:str/, '$1type:comment')],
    [
      'two values swapped',
      (all) => {
        const [a = '', b = ''] = all.match(/ENC\[[^\n]*(?=\n {4}b)|(?<=b: )ENC\[[^\n]*/g) ?? [];
        return all.replace(a, '\0').replace(b, a).replace('\0', b);
      },
    ],
    ['two items swapped', (all) => all.replace(/( {4}- ENC.*\n)( {4}- ENC.*\n)/, '$2$1')],
    ['a value left out', (all) => all.replace(/ {4}b: .*\n/, '')],
    ['a value added', (all) => all.replace('    b: ', '    c: plain\n    b: ')],
    ['a value that is empty', (all) => all.replace(/(?<=b: )ENC.*/, '""')],
    ['an unencrypted value', (all) => all.replace('name: login', 'name: other')],
    [
      'an unencrypted key with the value of an encrypted one',
      (all) => all.replace('login', all.match(value)?.[0] ?? ''),
    ],
    ['the rule', (all) => all.replace('^(data|list)$', '^(data)$')],
    [
      'the MAC',
      (all) =>
        all.replace(/(mac: ENC\[AES256_GCM,data:)(.)/, (_, mark: string, sign: string) => mark + other(sign)),
    ],
    ['the time', (all) => all.replace(/lastmodified: "\d{4}/, 'lastmodified: "1999')],
    ['no MAC', (all) => all.replace(/mac: .*/, 'mac: ""')],
  ];

  test.each(changes)('%s', async (_what, change) => {
    const bytes = await encrypted('tampered.yaml', text, ['--encrypted-regex', '^(data|list)$']);
    const changed = change(bytes.toString());
    expect(changed).not.toBe(bytes.toString());
    await expect(decrypted('tampered.yaml', Buffer.from(changed))).rejects.toThrow(SopsError);
  });
});
