import { PlumblineError } from '../../errors/error.ts';
import { displayId, idOf } from '../../manifests/identity.ts';
import { isObject } from '../../manifests/json.ts';
import type { RawDocument } from '../../manifests/read.ts';
import type { Json } from '../../manifests/types.ts';
import type { Rendered } from '../rendered.ts';
import { isEncryptedValue } from './encrypted-value.ts';
import { isSopsMetadata } from './metadata.ts';

/** Encrypted itself, or made from what is. */
export const isStillEncrypted = (value: Json): boolean =>
  (isObject(value) && isSopsMetadata(value.sops)) || holdsEncrypted(value);

function holdsEncrypted(value: Json): boolean {
  if (typeof value === 'string') return isEncryptedValue(value) || isEncodedValue(value);
  if (Array.isArray(value)) return value.some(holdsEncrypted);
  return isObject(value) && Object.values(value).some(holdsEncrypted);
}

/** As a generator of Secrets puts a file, or a value of one, into its data. */
function isEncodedValue(text: string): boolean {
  if (text.length < 60 || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) return false;
  return Buffer.from(text, 'base64').includes('ENC[AES256_GCM,data:');
}

/**
 * The same with the errors of files that could not be decrypted, where something was made from one: a folder may
 * hold those of other targets, whose keys are not here.
 */
export function withUnopened(rendered: Rendered, unopened: ReadonlyMap<string, PlumblineError>): Rendered {
  const isOfUnopened = ({ code, place }: PlumblineError): boolean =>
    code === 'UNSUPPORTED' && place !== undefined && unopened.has(place.file);
  const used = [...rendered.documents, ...rendered.hooks.map(({ document }) => document)].filter(
    ({ object }) => isStillEncrypted(object),
  );
  const errors = rendered.errors.filter((error) => !isOfUnopened(error));
  if (used.length === 0 && errors.length === rendered.errors.length) return rendered;
  const why = unopened.size > 0 ? [...unopened.values()] : used.map(leftEncrypted);
  return { ...rendered, errors: [...errors, ...why] };
}

function leftEncrypted({ object, source: { file, line } }: RawDocument): PlumblineError {
  return new PlumblineError(
    'DECRYPTION_FAILED',
    'it holds a value that SOPS has encrypted, without what SOPS keeps beside it',
    {
      object: displayId(idOf(object)),
      place: { file, line },
      remedy: 'Put the file back to what SOPS wrote.',
    },
  );
}
