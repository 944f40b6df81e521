import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical } from '../../../src/manifests/json.ts';
import type { Json } from '../../../src/manifests/types.ts';
import {
  type Chunk,
  hmac,
  maxChunkBytes,
  maxUnpackedBytes,
  packChunks,
  setDigest,
  sha256,
  unpackChunk,
} from '../../../src/release/chunks.ts';

const pack = (entries: Json[], hash = sha256): Chunk[] =>
  packChunks(
    entries.map((entry, index) => ({ text: canonical(entry), object: `ConfigMap shop/${index}` })),
    'ConfigMap',
    'shop',
    hash,
  );
const unpack = (chunks: Chunk[]): Json[] =>
  chunks.flatMap(({ ref, bytes }) => unpackChunk(ref, bytes, sha256));
const one = (): Chunk => pack([{ a: 1 }])[0] as Chunk;

describe('packing', () => {
  test('gives back what was packed, integers over 2^53 included', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()))), (entries) => {
        const exact = entries.map((entry) => ({ ...entry, big: 9007199254740993n }));
        expect(unpack(pack(exact)).map(canonical)).toEqual(exact.map(canonical));
      }),
    );
  });

  test('gives equal chunks for equal entries', () => {
    const [a, b] = [one(), one()];
    expect(a).toEqual(b);
    expect(a.bytes.subarray(4, 8)).toEqual(Buffer.alloc(4));
  });

  test('names a chunk after its release and its content', () => {
    const { ref } = one();
    expect(ref.name).toBe(`plr-shop-${ref.digest.slice(0, 20)}`);
    expect(ref.name).toMatch(/^[a-z0-9-]+$/);
  });

  test('keeps every chunk below the limit when little can be compressed', () => {
    const entries = Array.from({ length: 40 }, () => ({ data: randomBytes(100 * 1024).toString('base64') }));
    const chunks = pack(entries);
    expect(chunks.length).toBeGreaterThan(4);
    for (const { bytes } of chunks) expect(bytes.length).toBeLessThanOrEqual(maxChunkBytes);
    expect(unpack(chunks)).toEqual(entries);
  });

  test('names the object that is too large for a chunk', () => {
    const bulk = { data: randomBytes(1024 * 1024).toString('base64') };
    expect(() => pack([{ a: 1 }, bulk])).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE', object: 'ConfigMap shop/1' }),
    );
  });
});

describe('unpacking', () => {
  const corrupt = (part: string) =>
    expect.objectContaining({
      code: 'RECORD_CORRUPT',
      message: expect.stringContaining(part),
      remedy: expect.stringContaining('apply again from Git'),
    });

  test('names a chunk that is missing', () => {
    const { ref } = one();
    expect(() => unpackChunk(ref, undefined, sha256)).toThrow(corrupt(`ConfigMap ${ref.name} is missing`));
  });

  test('never takes a flipped bit for content', () => {
    const { ref, bytes } = one();
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      let entries: Json[] | undefined;
      try {
        entries = unpackChunk(ref, flipped, sha256);
      } catch (thrown) {
        expect(thrown).toEqual(corrupt(ref.name));
      }
      // Some bits are padding, or say when and where it was packed.
      if (entries !== undefined) expect(entries).toEqual([{ a: 1 }]);
    }
  });

  test('finds a truncated chunk, wherever it was cut', () => {
    const { ref, bytes } = one();
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => unpackChunk(ref, bytes.subarray(0, length), sha256)).toThrow(corrupt(ref.name));
    }
  });

  test('finds a chunk in the place of another', () => {
    const [other] = pack([{ b: 2 }]);
    expect(() => unpackChunk(one().ref, other?.bytes, sha256)).toThrow(corrupt('does not match its digest'));
  });

  test('finds a secret chunk made with another key', () => {
    const [chunk] = pack([{ a: 1 }], hmac(Buffer.alloc(32, 1)));
    const { ref, bytes } = chunk as Chunk;
    expect(() => unpackChunk(ref, bytes, hmac(Buffer.alloc(32, 2)))).toThrow(corrupt('does not match'));
  });

  test('stops a bomb before it has unfolded', () => {
    const raw = Buffer.alloc(maxUnpackedBytes + 1, 0x20);
    const ref = { ...one().ref, digest: sha256(raw) };
    expect(() => unpackChunk(ref, gzipSync(raw), sha256)).toThrow(corrupt('cannot be unpacked'));
  });

  test.each(['{"a":1}', 'no json', '[1'])('refuses %s, whose digest is right', (text) => {
    const raw = Buffer.from(text);
    const ref = { ...one().ref, digest: sha256(raw) };
    expect(() => unpackChunk(ref, gzipSync(raw), sha256)).toThrow(corrupt('does not hold a list'));
  });
});

describe('the digest of a set', () => {
  test('is the same in any order, and another for another set', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.json(), { minLength: 1 }), (texts) => {
        expect(setDigest([...texts].reverse(), sha256)).toBe(setDigest(texts, sha256));
        expect(setDigest(texts.slice(1), sha256)).not.toBe(setDigest(texts, sha256));
      }),
    );
  });
});
