import { beforeAll, describe, expect, test } from '@jest/globals';
import { decryptFile } from '../../../../src/render/sops/decrypt-file.ts';
import { Identities } from '../../../../src/render/sops/identities.ts';
import { SopsError } from '../../../../src/render/sops/sops-error.ts';
import { type AgeKey, ageKey } from '../../../support/sops.ts';

let key: AgeKey;
beforeAll(async () => {
  key = await ageKey();
});

const value = 'ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]';
const file = (keys: string, more = ''): string =>
  [
    'kind: Secret',
    `a: ${value}`,
    'sops:',
    keys,
    `    mac: ${value}`,
    '    lastmodified: "2026-01-01T00:00:00Z"',
    more,
    '',
  ].join('\n');

const read = (text: string, name = 'a.yaml') =>
  decryptFile(name, Buffer.from(text), Identities.parse(key.identity));

async function mistake(reading: Promise<unknown>): Promise<SopsError> {
  try {
    await reading;
  } catch (thrown) {
    if (thrown instanceof SopsError) return thrown;
    throw thrown;
  }
  throw new Error('it was decrypted');
}

describe('a file is refused with what to do', () => {
  test.each([
    ['PGP', '    pgp: [{fp: A, enc: B}]'],
    ['AWS KMS', '    kms: [{arn: A, enc: B}]'],
    ['GCP KMS', '    gcp_kms: [{resource_id: A, enc: B}]'],
    ['Azure Key Vault', '    azure_kv: [{vault_url: A, enc: B}]'],
    ['Vault', '    hc_vault: [{vault_address: A, enc: B}]'],
  ])('that only %s opens', async (name, keys) => {
    const error = await mistake(read(file(keys)));
    expect(error.code).toBe('UNSUPPORTED');
    expect(error.message).toContain(name);
    expect(error.remedy).toContain('--add-age');
  });

  test.each([
    ['without a key', file('    version: 1'), 'DECRYPTION_FAILED'],
    ['whose copy of the key is damaged', file('    age: [{recipient: A, enc: B}]'), 'DECRYPTION_FAILED'],
    [
      'with two rules',
      file('    age: [{enc: A}]', '    encrypted_regex: a\n    encrypted_suffix: b'),
      'DECRYPTION_FAILED',
    ],
    [
      'with a rule about comments',
      file('    age: [{enc: A}]', '    encrypted_comment_regex: a'),
      'UNSUPPORTED',
    ],
    [
      'with an expression that takes for ever',
      file('    age: [{enc: A}]', '    encrypted_regex: (a+)+$'),
      'UNSUPPORTED',
    ],
    [
      'with an expression of another kind',
      file('    age: [{enc: A}]', '    encrypted_regex: \\pN'),
      'UNSUPPORTED',
    ],
    [
      'without a MAC to speak of',
      file('    age: [{enc: A}]').replace(/mac: .*/, 'mac: ""'),
      'DECRYPTION_FAILED',
    ],
    [
      'with more copies of its key than any needs',
      file(`    age:\n${`        - enc: ${'A'.repeat(10_000)}\n`.repeat(30)}`),
      'DECRYPTION_FAILED',
    ],
  ])('%s', async (_what, text, code) => {
    expect((await mistake(read(text))).code).toBe(code);
  });

  test('that is an INI file', async () => {
    expect((await mistake(read(`a = ${value}\n[sops]\nmac = ${value}\n`, 'a.ini'))).code).toBe('UNSUPPORTED');
  });
});

describe('a file is left to others', () => {
  test.each([
    ['that is not encrypted', 'kind: Secret\na: b\n'],
    ['that only tells of SOPS', `kind: ConfigMap\ndata: {sops: "${value}"}\n`],
    ['that is no YAML', `${file('    age: [{enc: A}]')}\t- [`],
  ])('%s', async (_what, text) => expect(await read(text)).toBeUndefined());
});

describe('age keys', () => {
  test.each(['AGE-PLUGIN-YUBIKEY-1QQPSECRET', '-----BEGIN OPENSSH PRIVATE KEY-----', 'secret'])(
    'of another kind are refused without repeating them: %s',
    (text) => {
      const parse = () => Identities.parse(`# a key\n${text}\n`);
      expect(parse).toThrow(SopsError);
      expect(parse).not.toThrow(new RegExp(text));
      expect(parse).toThrow(/line 2/);
    },
  );

  test('that are mistyped are refused without repeating them', async () => {
    const mistyped = key.identity.replace(/.$/, (last) => (last === 'A' ? 'C' : 'A'));
    const text = file('    age: [{enc: A}]');
    const error = await mistake(decryptFile('a.yaml', Buffer.from(text), Identities.parse(mistyped)));
    expect(error.message).not.toContain(mistyped.slice(20, 40));
    expect(error.cause).toBeUndefined();
  });

  test('do not show when they are printed', () => {
    const identities = Identities.parse(key.identity);
    expect(`${String(identities)}${JSON.stringify(identities)}`).not.toContain(key.identity);
  });
});
