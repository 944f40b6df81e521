import { extname } from 'node:path';
import { isObject, parseJson } from '../../manifests/json.ts';
import { utf8 } from '../../manifests/read-text.ts';
import { dataKeyOf } from './data-key.ts';
import { decryptText } from './decrypt-text.ts';
import { decryptDotenv } from './dotenv.ts';
import { decryptValue } from './encrypted-value.ts';
import type { Identities } from './identities.ts';
import { Mac } from './mac.ts';
import { isSopsMetadata, metadataOf } from './metadata.ts';
import { SopsError } from './sops-error.ts';

export interface DecryptedFile {
  bytes: Buffer;
  /** What must not be shown of it. */
  secrets: string[];
}

const marks = [Buffer.from('ENC[AES256_GCM,'), Buffer.from('sops')];

/**
 * Decrypts a file of a kind that SOPS tells by the ending of its name; undefined where it is not encrypted.
 * YAML and JSON keep every line where it was.
 * @throws SopsError
 */
export async function decryptFile(
  name: string,
  bytes: Uint8Array,
  identities: Identities,
): Promise<DecryptedFile | undefined> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!marks.every((mark) => buffer.includes(mark))) return undefined;
  switch (extname(name).toLowerCase()) {
    case '.yaml':
    case '.yml':
      return asBytes(await decryptText(utf8(bytes), 'yaml', identities));
    case '.json':
      return asBytes(await decryptText(utf8(bytes), 'json', identities));
    case '.env':
      return asBytes(await decryptDotenv(utf8(bytes), identities));
    case '.ini':
      if (!/^\[sops\]$/m.test(utf8(bytes))) return undefined;
      throw new SopsError(
        'INI files are not supported',
        'Encrypt it as a .env or a binary file.',
        'UNSUPPORTED',
      );
    default:
      return decryptBinary(utf8(bytes), identities);
  }
}

const asBytes = (read: { text: string; secrets: string[] } | undefined): DecryptedFile | undefined =>
  read === undefined ? undefined : { bytes: Buffer.from(read.text), secrets: read.secrets };

/** A file encrypted as a whole: one value in a JSON envelope. */
async function decryptBinary(text: string, identities: Identities): Promise<DecryptedFile | undefined> {
  const envelope = jsonIn(text);
  if (!isObject(envelope) || !isSopsMetadata(envelope.sops) || typeof envelope.data !== 'string')
    return undefined;
  const metadata = metadataOf(envelope.sops);
  const key = await dataKeyOf(metadata, identities);
  const plain = decryptValue(envelope.data, key, 'data:');
  if (plain === undefined || plain === 'comment') {
    throw new SopsError('its content is damaged', 'Put the file back to what SOPS wrote.');
  }
  const mac = new Mac(metadata);
  mac.add(plain.bytes);
  mac.verify(metadata, key);
  return { bytes: Buffer.from(plain.bytes), secrets: [String(plain.value)] };
}

function jsonIn(text: string) {
  try {
    return parseJson(text);
  } catch (thrown) {
    // Any file may hold the two marks.
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}
