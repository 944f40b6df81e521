import { createDecipheriv } from 'node:crypto';
import { decimal } from './plain-bytes.ts';

const form = /^ENC\[AES256_GCM,data:(.+),iv:(.+),tag:(.+),type:(.+)\]/;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

export type Value = string | number | bigint | boolean;

/** What stood in place of an encrypted text, and the bytes of it that the MAC covers. */
export type Decrypted = { value: Value; bytes: Buffer | string } | 'comment';

export const isEncryptedValue = (text: string): boolean => form.test(text);

/**
 * Decrypts one value. @param path of the value, each key with a colon behind it: a value that was moved is refused
 * @returns undefined where the key, the path or the text is not the one it was made with
 */
export function decryptValue(text: string, key: Buffer, path: string): Decrypted | undefined {
  // Empty texts stay as they are.
  if (text === '') return { value: '', bytes: '' };
  const [, data = '', iv = '', tag = '', type = ''] = form.exec(text) ?? [];
  if (![data, iv, tag].every((part) => base64.test(part))) return undefined;
  const plain = open(
    Buffer.from(data, 'base64'),
    key,
    Buffer.from(iv, 'base64'),
    Buffer.from(tag, 'base64'),
    path,
  );
  return plain === undefined ? undefined : typed(plain, type);
}

function open(data: Buffer, key: Buffer, iv: Buffer, tag: Buffer, path: string): Buffer | undefined {
  if (tag.length !== 16) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(tag).setAAD(Buffer.from(path));
    return Buffer.concat([decipher.update(data), decipher.final()]);
  } catch {
    // Not authentic, or no initialization vector at all. Node's message says no more than that.
    return undefined;
  }
}

function typed(plain: Buffer, type: string): Decrypted | undefined {
  const text = plain.toString('utf8');
  switch (type) {
    case 'str':
    case 'bytes':
    case 'time':
      // What is no UTF-8 keeps its bytes, for files that are encrypted as a whole.
      return { value: text, bytes: plain };
    case 'int': {
      if (!/^[-+]?\d+$/.test(text)) return undefined;
      const exact = BigInt(text.replace('+', ''));
      const value = Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
      return { value, bytes: String(exact) };
    }
    case 'float': {
      const value = Number(text);
      return text === '' || !Number.isFinite(value) ? undefined : { value, bytes: decimal(value) };
    }
    case 'bool': {
      const value = ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text);
      return { value, bytes: value ? 'True' : 'False' };
    }
    case 'comment':
      return 'comment';
    default:
      return undefined;
  }
}
