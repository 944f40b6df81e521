import { createHash, createHmac } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { PlumblineError } from '../errors/error.ts';
import { isObject, parseJson } from '../manifests/json.ts';
import type { Json } from '../manifests/types.ts';
import { recordCorrupt } from './corrupt.ts';
import type { ChunkRef } from './types.ts';

/** A chunk ready to be stored, and the reference to it. */
export interface Chunk {
  ref: ChunkRef;
  /** Compressed. */
  bytes: Buffer;
}

/** One entry of a chunk, on its way into it. */
export interface Entry {
  /** Canonical JSON. */
  text: string;
  /** What it is of, for people: `ConfigMap shop/web`. */
  object: string;
}

/** The limit of one chunk, compressed: a ConfigMap or Secret holds 1 MiB, and base64 is not counted there. */
export const maxChunkBytes = 900 * 1024;
/** The limit of one chunk once unpacked, against bombs. */
export const maxUnpackedBytes = 32 * 1024 * 1024;
// Compressed at 1:8 or better, this stays below the limit; a chunk that does not is halved.
const targetUnpackedBytes = 6 * 1024 * 1024;

export type Hash = (bytes: Buffer) => string;
export const sha256: Hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
export const hmac =
  (key: Buffer): Hash =>
  (bytes) =>
    createHmac('sha256', key).update(bytes).digest('hex');

/**
 * Packs entries into chunks: one JSON list each, gzip without a time stamp, at most 900 KiB. Equal entries in
 * the same order give equal chunks.
 * @throws TOO_LARGE for a single entry that does not fit
 */
export function packChunks(
  entries: readonly Entry[],
  kind: ChunkRef['kind'],
  release: string,
  hash: Hash,
): Chunk[] {
  const chunks: Chunk[] = [];
  let group: Entry[] = [];
  let size = 0;
  const flush = (): void => {
    if (group.length > 0) chunks.push(...pack(group, kind, release, hash));
    group = [];
    size = 0;
  };
  for (const entry of entries) {
    if (size > 0 && size + entry.text.length > targetUnpackedBytes) flush();
    group.push(entry);
    size += entry.text.length;
  }
  flush();
  return chunks;
}

function pack(group: Entry[], kind: ChunkRef['kind'], release: string, hash: Hash): Chunk[] {
  const raw = Buffer.from(`[${group.map(({ text }) => text).join(',')}]`);
  const bytes = gzipSync(raw, { level: 6 });
  if (bytes.length <= maxChunkBytes) {
    const digest = hash(raw);
    return [{ ref: { kind, name: `plr-${release}-${digest.slice(0, 20)}`, digest }, bytes }];
  }
  const [first, ...others] = group;
  if (first !== undefined && others.length === 0) {
    throw new PlumblineError('TOO_LARGE', 'is too large for the release record: over 900 KiB compressed', {
      object: first.object,
      remedy: 'Split the object, or keep its bulk outside Kubernetes.',
    });
  }
  const half = group.length >> 1;
  return [
    ...pack(group.slice(0, half), kind, release, hash),
    ...pack(group.slice(half), kind, release, hash),
  ];
}

/**
 * The entries of a stored chunk. The digest is checked over the very bytes that are parsed.
 * @throws RECORD_CORRUPT when the chunk is missing, damaged or another's
 */
export function unpackChunk(ref: ChunkRef, bytes: Buffer | undefined, hash: Hash): Json[] {
  if (bytes === undefined) throw corrupt(ref, 'is missing');
  let raw: Buffer;
  try {
    raw = gunzipSync(bytes, { maxOutputLength: maxUnpackedBytes });
  } catch (cause) {
    throw corrupt(ref, 'cannot be unpacked', cause);
  }
  if (hash(raw) !== ref.digest) throw corrupt(ref, 'does not match its digest');
  const parsed = listIn(raw);
  if (parsed === undefined) throw corrupt(ref, 'does not hold a list');
  return parsed;
}

function listIn(raw: Buffer): Json[] | undefined {
  try {
    const parsed = parseJson(raw.toString());
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    // Not JSON: the parser's message would quote what may be a Secret.
    return undefined;
  }
}

function corrupt(ref: ChunkRef, what: string, cause?: unknown): PlumblineError {
  const object = `${ref.kind} ${ref.name}`;
  return recordCorrupt(`${object} ${what}`, { object, cause });
}

/** Whether a stored chunk is what its reference says. */
export function isWhole(ref: ChunkRef, bytes: Buffer | undefined, hash: Hash): boolean {
  try {
    unpackChunk(ref, bytes, hash);
    return true;
  } catch {
    // Any damage is the same answer: no.
    return false;
  }
}

/** The digest of a set of texts, whatever their order. */
export function setDigest(texts: readonly string[], hash: Hash): string {
  return hash(Buffer.from([...texts].sort().join('\n')));
}

export const isRef = (value: Json | undefined): value is Json & ChunkRef => {
  if (!isObject(value)) return false;
  const { kind, name, digest } = value;
  return (
    (kind === 'ConfigMap' || kind === 'Secret') && typeof name === 'string' && typeof digest === 'string'
  );
};
