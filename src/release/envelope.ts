import { createHash } from 'node:crypto';
import type { PlumblineError } from '../errors/error.ts';
import { canonical, isObject, parseJson, sameJson, stringifyJson } from '../manifests/json.ts';
import type { Json, JsonObject } from '../manifests/types.ts';
import { isRef } from './chunks.ts';
import { recordCorrupt } from './corrupt.ts';

export const payloadType = 'application/vnd.plumbline.release+json';

/** The names of a revision's fields that its envelope's payload holds too. */
const signedFields = [
  'revision',
  'source',
  'objects',
  'policy',
  'tombstones',
  'resources',
  'time',
  'rollback',
  'adopted',
] as const;
type SignedField = (typeof signedFields)[number];

export interface EnvelopeContext {
  name: string;
  namespace: string;
  uid: string;
  /** The envelope of the revision before: revisions form a chain. */
  supersedes: string | undefined;
}

/**
 * The DSSE envelope of a revision (github.com/secure-systems-lab/dsse), as JSON text; not signed yet. Its
 * payload holds all that a guard acts on.
 */
export function sealEnvelope(revision: JsonObject, context: EnvelopeContext): string {
  const fields = Object.fromEntries(signedFields.flatMap((name) => pair(name, revision[name])));
  const payload: JsonObject = {
    ...fields,
    release: { name: context.name, namespace: context.namespace, uid: context.uid },
    supersedes: context.supersedes === undefined ? null : digestOf(context.supersedes),
  };
  // Through JSON first, as the fields beside it go: both then lack what is undefined.
  const text = canonical(parseJson(stringifyJson(payload)));
  return canonical({ payload: Buffer.from(text).toString('base64'), payloadType, signatures: [] });
}

const pair = (name: string, value: Json | undefined): [string, Json][] =>
  value === undefined ? [] : [[name, value]];
const digestOf = (envelope: string): string => createHash('sha256').update(envelope).digest('hex');

/**
 * Checks that a revision's envelope belongs to this release, is whole, and says what the fields beside it say.
 * An entry of the history has no tombstones any more: `except` leaves them out.
 * @throws RECORD_CORRUPT
 */
export function verifyEnvelope(
  revision: JsonObject,
  release: { name: string; namespace: string; uid: string },
  except: readonly SignedField[] = [],
): void {
  const corrupt = (what: string): PlumblineError =>
    recordCorrupt(`${what} (revision ${stringifyJson(revision.revision ?? null)})`, {
      object: `Release ${release.namespace}/${release.name}`,
    });
  const payload = openPayload(revision.envelope);
  if (payload === undefined) throw corrupt('its envelope cannot be read');
  if (!isWholePayload(payload)) throw corrupt('its envelope lacks what a revision has');
  if (!sameJson(payload.release, { name: release.name, namespace: release.namespace, uid: release.uid })) {
    throw corrupt('its envelope belongs to another release');
  }
  for (const name of signedFields) {
    if (except.includes(name)) continue;
    if (!sameJson(payload[name], revision[name]))
      throw corrupt(`its envelope disagrees with the field ${name}`);
  }
}

function openPayload(envelope: Json | undefined): JsonObject | undefined {
  if (typeof envelope !== 'string') return undefined;
  try {
    const outer = parseJson(envelope);
    if (!isObject(outer) || outer.payloadType !== payloadType || typeof outer.payload !== 'string')
      return undefined;
    const payload = parseJson(Buffer.from(outer.payload, 'base64').toString());
    return isObject(payload) ? payload : undefined;
  } catch {
    // Whatever the damage, the answer is the same: it cannot be read.
    return undefined;
  }
}

/** The shape that everything after it relies on. */
function isWholePayload({ revision, source, objects, policy, tombstones, resources }: JsonObject): boolean {
  return (
    Number.isSafeInteger(revision) &&
    isObject(source) &&
    typeof source.commit === 'string' &&
    isObject(objects) &&
    typeof objects.digest === 'string' &&
    Array.isArray(objects.chunks) &&
    objects.chunks.every(isRef) &&
    isObject(policy) &&
    Array.isArray(tombstones) &&
    tombstones.every(isObject) &&
    Array.isArray(resources) &&
    resources.every(isObject)
  );
}
