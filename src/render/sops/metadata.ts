import { field, isObject, stringField } from '../../manifests/json.ts';
import type { Json, JsonObject } from '../../manifests/types.ts';
import { SopsError } from './sops-error.ts';

/** What SOPS keeps beside the encrypted values, as far as decryption needs it. */
export interface Metadata {
  /** Groups of copies of the data key, or, of several groups, each of a part of it. */
  groups: { age: string[]; others: string[] }[];
  /** How many of several groups are needed. */
  threshold: number;
  mac: string;
  lastModified: string;
  /** Whether the MAC covers only what is encrypted. */
  isEncryptedOnly: boolean;
  /** Whether the values below these keys are encrypted. */
  encrypts(keys: readonly string[]): boolean;
}

/** Kinds of keys that only their services, or gpg, can use. */
const otherKinds = ['pgp', 'kms', 'gcp_kms', 'azure_kv', 'hc_vault', 'hckms'];

export const isSopsMetadata = (value: Json | undefined): value is JsonObject =>
  isObject(value) && value.mac !== undefined;

/** @throws SopsError */
export function metadataOf(sops: JsonObject): Metadata {
  const groups = groupsOf(sops);
  const threshold = Number(sops.shamir_threshold ?? 0);
  const mac = stringField(sops, 'mac') ?? '';
  const lastModified = stringField(sops, 'lastmodified') ?? '';
  if (mac === '' || lastModified === '') {
    throw new SopsError('its MAC, or when it was made, is missing', 'Encrypt the file again with SOPS.');
  }
  return {
    groups,
    threshold,
    mac,
    lastModified: lastModified.replace(/[-+]00:00$/, 'Z'),
    isEncryptedOnly: isTrue(sops.mac_only_encrypted),
    encrypts: ruleOf(sops),
  };
}

// In dotenv files every value is a text.
const isTrue = (value: Json | undefined): boolean => value === true || value === 'true';

function groupsOf(sops: JsonObject): Metadata['groups'] {
  const whole = groupOf(sops);
  if (whole.age.length + whole.others.length > 0) return [whole];
  const groups = Array.isArray(sops.key_groups) ? sops.key_groups.map(groupOf) : [];
  if (groups.length > 0) return groups;
  throw new SopsError('it names no key', 'Encrypt the file again with SOPS.');
}

function groupOf(group: Json): Metadata['groups'][number] {
  const age = field(group, 'age');
  const copies = Array.isArray(age) ? age.flatMap((key) => stringField(key, 'enc') ?? []) : [];
  const others = otherKinds.filter((kind) => {
    const keys = field(group, kind);
    return Array.isArray(keys) && keys.length > 0;
  });
  return { age: copies, others };
}

/** Which values are encrypted: one rule at most; without any, all but those below keys that end in _unencrypted. */
function ruleOf(sops: JsonObject): Metadata['encrypts'] {
  const given = rules.filter((rule) => {
    const value = stringField(sops, rule);
    return value !== undefined && value !== '';
  });
  const [rule, ...others] = given;
  if (others.length > 0) {
    throw new SopsError(
      `it has ${rule} and ${others[0]}, of which SOPS takes one`,
      'Remove one, and encrypt it again.',
    );
  }
  const text = rule === undefined ? '_unencrypted' : (stringField(sops, rule) as string);
  switch (rule) {
    case 'encrypted_suffix':
      return (keys) => keys.some((key) => key.endsWith(text));
    case 'encrypted_regex':
      return matching(text);
    case 'unencrypted_regex': {
      const matches = matching(text);
      return (keys) => !matches(keys);
    }
    case 'encrypted_comment_regex':
    case 'unencrypted_comment_regex':
      throw new SopsError(
        `${rule} is not supported`,
        'Use encrypted_regex or encrypted_suffix.',
        'UNSUPPORTED',
      );
    default:
      return (keys) => !keys.some((key) => key.endsWith(text));
  }
}

const rules = [
  'unencrypted_suffix',
  'encrypted_suffix',
  'unencrypted_regex',
  'encrypted_regex',
  'unencrypted_comment_regex',
  'encrypted_comment_regex',
];

// A pull request may bring any expression, and JavaScript's may take for ever: of those that repeat, only such
// that are done in the square of a key's length.
const repeatedGroup = /\)[*+?{]/;
const repetition = /(?<!\\)[*+{]/g;
const reserved = /\\[1-9kbBpPAzQE]|\(\?(?!:)/;
const longestKey = 300;

function matching(source: string): Metadata['encrypts'] {
  const [, flags = '', pattern = ''] = /^\(\?([is]+)\)(.*)$/s.exec(source) ?? ['', '', source];
  const fail = (): never => {
    const message = `the expression ${JSON.stringify(source.slice(0, 80))} is not supported`;
    throw new SopsError(
      message,
      'Write one without repeated groups, such as ^(data|stringData)$.',
      'UNSUPPORTED',
    );
  };
  const repetitions = pattern.match(repetition) ?? [];
  if (pattern.length > 500 || repeatedGroup.test(pattern) || reserved.test(pattern) || repetitions.length > 2)
    fail();
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, `${flags}u`);
  } catch {
    // Its message repeats the expression.
    return fail();
  }
  const known = new Map<string, boolean>();
  const matches = (key: string): boolean => {
    if (repetitions.length > 0 && key.length > longestKey) fail();
    const found = known.get(key) ?? expression.test(key);
    known.set(key, found);
    return found;
  };
  return (keys) => keys.some(matches);
}
