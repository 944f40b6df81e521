import * as z from 'zod/mini';
import { PlumblineError } from '../../errors/error.ts';
import { excerpt, locate, positionAt } from '../../manifests/position.ts';
import type { JsonObject } from '../../manifests/types.ts';
import type { Keys } from '../../manifests/walk.ts';
import { readYaml } from '../../manifests/yaml.ts';
import { YamlError } from '../../manifests/yaml-events.ts';
import { core } from '../../manifests/yaml-scalar.ts';
import { stringifyYaml } from '../../manifests/yaml-write.ts';
import { keyOf, type Lock, type LockEntry, type RemoteReference } from './types.ts';

export const lockFileName = 'plumbline.lock';

const head =
  '# Written by plumbline lock: what charts and bases from elsewhere are, byte for byte. Commit it.\n';

const text = z.string().check(z.minLength(1));
const pinned = {
  digest: z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/)),
  size: z.int().check(z.minimum(0)),
};
const schema = z.strictObject({
  apiVersion: z.literal('plumbline.dev/v1alpha1'),
  kind: z.literal('Lock'),
  charts: z._default(
    z.array(
      z.strictObject({
        repository: text,
        name: text,
        version: z.string(),
        resolved: text,
        location: text,
        ...pinned,
      }),
    ),
    [],
  ),
  bases: z._default(
    z.array(
      z.strictObject({
        repository: text,
        path: text,
        ref: z.string(),
        commit: z.string().check(z.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)),
        ...pinned,
      }),
    ),
    [],
  ),
  files: z._default(z.array(z.strictObject({ url: text, ...pinned })), []),
});

/**
 * Reads the text of a plumbline.lock; pure.
 * @param file its name in messages
 * @throws LOCK_INVALID
 */
export function readLock(source: string, file: string = lockFileName): Lock {
  const fail = (message: string, at: { line: number; column: number; length?: number }): never => {
    throw new PlumblineError('LOCK_INVALID', message, {
      place: { file, line: at.line, column: at.column },
      excerpt: excerpt(source, at, at.length),
      remedy: 'Take it from Git again, or remove it and write it anew with plumbline lock.',
    });
  };
  const here = (path: Keys) => locate(source, { file, line: 1, document: 0 }, path);
  let documents: ReturnType<typeof readYaml>;
  try {
    documents = readYaml(source, core);
  } catch (thrown) {
    if (!(thrown instanceof YamlError)) throw thrown;
    return fail(thrown.message, positionAt(source, thrown.offset));
  }
  const [document, second] = documents;
  if (document === undefined || second !== undefined) {
    return fail('the lock is one YAML document', positionAt(source, second?.offset ?? 0));
  }
  const read = schema.safeParse(document.value);
  if (!read.success) {
    const [issue] = read.error.issues;
    const path = (issue?.path ?? []).filter((step) => typeof step !== 'symbol');
    return fail(`${path.join('.') || 'the lock'} is not what plumbline lock writes`, here(path));
  }
  const { charts, bases, files } = read.data;
  const entries = [
    ...charts.map((entry) => ({ kind: 'chart' as const, ...entry })),
    ...bases.map((entry) => ({ kind: 'base' as const, ...entry })),
    ...files.map((entry) => ({ kind: 'file' as const, ...entry })),
  ];
  const seen = new Set<string>();
  for (const entry of entries) {
    const key = `${entry.kind} ${keyOf(entry)}`;
    if (seen.has(key)) return fail(`two entries are for ${keyOf(entry)}`, positionAt(source, 0));
    seen.add(key);
  }
  return { entries };
}

/** The text of a lock, the same for the same entries in whatever order. */
export function writeLock({ entries }: Lock): string {
  const sorted = entries.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const of = (kind: LockEntry['kind']) => {
    const rows = sorted.filter((entry) => entry.kind === kind).map(withoutKind);
    return rows.length === 0 ? {} : { [`${kind}s`]: rows };
  };
  const lock = {
    apiVersion: 'plumbline.dev/v1alpha1',
    kind: 'Lock',
    ...of('chart'),
    ...of('base'),
    ...of('file'),
  };
  return head + stringifyYaml(lock);
}

/** The list that an entry is in says its kind. */
const withoutKind = (entry: LockEntry): JsonObject =>
  Object.fromEntries(Object.entries(entry).filter(([key]) => key !== 'kind'));

/** The entry of a reference. */
export function entryOf(lock: Lock, reference: RemoteReference): LockEntry | undefined {
  const key = keyOf(reference);
  return lock.entries.find((entry) => entry.kind === reference.kind && keyOf(entry) === key);
}
