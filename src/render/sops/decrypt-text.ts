import { isObject, stringifyJson } from '../../manifests/json.ts';
import type { JsonObject } from '../../manifests/types.ts';
import { readYaml } from '../../manifests/yaml.ts';
import { YamlError } from '../../manifests/yaml-events.ts';
import { dataKeyOf } from './data-key.ts';
import { comment, type Edit, edited, quoted, withoutMetadata } from './edit-text.ts';
import { decryptValue } from './encrypted-value.ts';
import type { Identities } from './identities.ts';
import { type Document, type Leaf, leavesOf } from './leaves.ts';
import { Mac } from './mac.ts';
import { isSopsMetadata, type Metadata, metadataOf } from './metadata.ts';
import { type Format, plainBytes } from './plain-bytes.ts';
import { isManifest, isSecretLeaf } from './secret-leaves.ts';
import { notItsValue, SopsError } from './sops-error.ts';

/** A text decrypted, and what must not be shown of it. */
export interface DecryptedText {
  /** With every line where it was. */
  text: string;
  secrets: string[];
}

/** The metadata of each document of a text; undefined where none is encrypted, or where it is no YAML. */
function encryptedDocuments(text: string): (JsonObject | undefined)[] | undefined {
  // Cheaper than reading what nearly always is not encrypted.
  if (!text.includes('sops') || !text.includes('ENC[AES256_GCM,')) return undefined;
  try {
    const found: (JsonObject | undefined)[] = [];
    for (const { value, document } of readYaml(text)) {
      if (isObject(value) && isSopsMetadata(value.sops)) found[document] = value.sops;
    }
    return found.length === 0 ? undefined : found;
  } catch (thrown) {
    // Whoever reads the manifests says what is wrong with it.
    if (thrown instanceof YamlError) return undefined;
    throw thrown;
  }
}

/** Whether a YAML or JSON text is encrypted with SOPS. */
export const isEncryptedText = (text: string): boolean => encryptedDocuments(text) !== undefined;

/**
 * Decrypts a YAML or JSON text; undefined where it is not encrypted. Documents that were encrypted together
 * are verified together, those without metadata stay as they are.
 * @throws SopsError
 */
export async function decryptText(
  text: string,
  format: Format,
  identities: Identities,
): Promise<DecryptedText | undefined> {
  const encrypted = encryptedDocuments(text);
  if (encrypted === undefined) return undefined;
  const documents = leavesOf(text);
  const groups = Map.groupBy(documents.keys(), (index) => stringifyJson(encrypted[index] ?? null));
  const edits: Edit[] = [];
  const secrets: string[] = [];
  for (const indexes of groups.values()) {
    const sops = encrypted[indexes[0] as number];
    if (sops === undefined) continue;
    const metadata = metadataOf(sops);
    const key = await dataKeyOf(metadata, identities);
    const group = indexes.map((index) => documents[index] as Document);
    edits.push(...decryptDocuments(group, metadata, key, format, secrets));
    for (const document of group) edits.push(...withoutMetadata(text, document));
  }
  return { text: edited(text, edits), secrets };
}

function decryptDocuments(
  documents: readonly Document[],
  metadata: Metadata,
  key: Buffer,
  format: Format,
  secrets: string[],
): Edit[] {
  const mac = new Mac(metadata);
  const edits: Edit[] = [];
  for (const [leaf, document] of documents.flatMap((one) => one.leaves.map((leaf) => [leaf, one] as const))) {
    if (metadata.encrypts(leaf.keys)) {
      const edit = decryptLeaf(leaf, key, mac);
      if (edit === undefined) continue;
      edits.push(edit);
      const { value } = edit;
      if (value !== undefined && isSecretLeaf(leaf, value, isManifest(document))) secrets.push(value);
    } else if (!metadata.isEncryptedOnly) {
      const bytes = leaf.isPlain ? plainBytes(leaf.text, format) : leaf.text;
      if (bytes !== undefined) mac.add(bytes);
    }
  }
  mac.verify(metadata, key);
  return edits;
}

/** undefined for what was empty when it was encrypted, and so stayed as it is. */
function decryptLeaf(leaf: Leaf, key: Buffer, mac: Mac): (Edit & { value?: string }) | undefined {
  const { text, isPlain, isBlock, start, end } = leaf;
  if (isPlain && (plainBytes(text, 'yaml') === undefined || start < 0)) return undefined;
  const decrypted = decryptValue(text, key, leaf.keys.map((one) => `${one}:`).join(''));
  if (decrypted === undefined) throw notItsValue(leaf.keys.at(-1) ?? 'it', Math.max(start, 0));
  // A comment in a list becomes an item when it is encrypted.
  if (decrypted === 'comment') return commentEdit(leaf);
  mac.add(decrypted.bytes);
  if (text === '') return undefined;
  if (isBlock)
    throw new SopsError(
      'an encrypted value stands on several lines',
      'Put it on one line.',
      'UNSUPPORTED',
      start,
    );
  return { start, end, text: quoted(decrypted.value), value: String(decrypted.value) };
}

function commentEdit({ start, end, isItem, isInFlow }: Leaf): Edit {
  if (isItem && !isInFlow) return { start, end, text: comment };
  throw new SopsError(
    'an encrypted comment stands for a value',
    'Encrypt the file again with SOPS.',
    'UNSUPPORTED',
    start,
  );
}
