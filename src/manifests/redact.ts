import { idOf } from './identity.ts';
import { canonical, isObject, sameJson } from './json.ts';
import { type Path, startsWith } from './path.ts';
import { builtinScope } from './scope.ts';
import type { Json, KubeObject } from './types.ts';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
const copyOfAll: Path = ['f:metadata', 'f:annotations', `f:${lastApplied}`];

/** What of a Secret may be shown; all else may hold what it keeps, a misspelt field of the manifest too. */
const shown = new Set(['apiVersion', 'kind', 'metadata', 'type', 'immutable']);

/**
 * Whether what an object of this kind holds is hidden: a Secret, of whatever group, and what the core group does
 * not have: it may be a Secret whose kind is misspelt, or a list of Secrets.
 */
export const hidesValues = ({ group, kind }: { group: string; kind: string }): boolean =>
  /^secrets?(?:list)?$/i.test(kind) || (group === '' && builtinScope(group, kind) === undefined);

/** An object's kind, and whether it holds what was decrypted. */
export interface Subject {
  group: string;
  kind: string;
  sensitive?: boolean;
}

/** Whether a value at this path may hold, or lie in, what a Secret keeps. */
export function isSensitive(subject: Subject, path: Path): boolean {
  if (subject.sensitive !== true && !hidesValues(subject)) return false;
  const [first] = path;
  if (first === undefined || !shown.has(first.slice('f:'.length))) return true;
  return startsWith(path, copyOfAll) || startsWith(copyOfAll, path);
}

/** What may be said of a secret value: its size. `data` is taken as base64 where it is valid. */
export function hiddenValue(value: Json): string {
  return `(${sizeOf(value)}, hidden)`;
}

/** Both sides of a changed secret value; where they look the same and are not, the second says so. */
export function hiddenPair(
  before: Json | undefined,
  after: Json | undefined,
): [before: string | undefined, after: string | undefined] {
  const old = before === undefined ? undefined : hiddenValue(before);
  const now = after === undefined ? undefined : hiddenValue(after);
  if (old === undefined || now === undefined || old !== now || sameJson(before, after)) return [old, now];
  return [old, now.replace(/\)$/, ', different)')];
}

function sizeOf(value: Json): string {
  if (value === null) return 'null';
  if (isObject(value)) return count(Object.keys(value).length, 'key');
  if (Array.isArray(value)) return count(value.length, 'item');
  if (typeof value !== 'string') return count(canonical(value).length, 'byte');
  return count((fromBase64(value) ?? Buffer.from(value)).length, 'byte');
}

const count = (number: number, unit: string): string => `${number} ${unit}${number === 1 ? '' : 's'}`;

/** The bytes of a base64 text as the API server reads it; undefined where it is none. */
function fromBase64(text: string): Buffer | undefined {
  const packed = text.replace(/[\r\n]/g, '');
  return packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed)
    ? Buffer.from(packed, 'base64')
    : undefined;
}

/**
 * A copy of the object in which every secret value is told by its size; other kinds as they are.
 * @param isSecret treats it as a Secret, whatever its kind
 */
export function redactObject(object: KubeObject, isSecret = false): KubeObject {
  if (!isSecret && !hidesValues(idOf(object))) return object;
  const redacted: KubeObject = { ...object };
  for (const [name, value] of Object.entries(object)) {
    if (!shown.has(name)) redacted[name] = hideEach(value);
  }
  const { annotations } = object.metadata;
  if (isObject(annotations) && annotations[lastApplied] !== undefined) {
    const hidden = { ...annotations, [lastApplied]: hiddenValue(annotations[lastApplied]) };
    redacted.metadata = { ...object.metadata, annotations: hidden };
  }
  return redacted;
}

function hideEach(values: Json): Json {
  if (!isObject(values)) return values === null ? null : hiddenValue(values);
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, hiddenValue(value)]));
}
