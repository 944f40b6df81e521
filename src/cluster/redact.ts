import { causesOf } from './classify.ts';
import type { ApiStatus, StatusCause } from './status.ts';

/**
 * Texts in which the API server names only objects, users and sizes. All else that it says of a Secret may
 * quote it (kubernetes#82421), so nothing is taken out of a text: only what is known to be harmless is let through.
 */
const harmless: readonly RegExp[] = [
  /User "[^"]*" cannot \w+ resource "[^"]*"[^"]*"[^"]*"(?: (?:in|at) [^"]*(?:"[^"]*")?)?/,
  /exceeded quota: [\w.-]+(?:, (?:requested|used|limited): [\w./=-]+(?:,[\w./=-]+)*)+/,
  /unable to create new content in namespace \S+ because it is being terminated/,
  /^\S+ "[^"]*" (?:not found|already exists)$/,
  /Operation cannot be fulfilled on \S+ "[^"]*": (?:the object has been modified|the UID in the precondition|the ResourceVersion in the precondition|uid mismatch)/,
  /may not be more than \d+ bytes/,
  /limit is \d+$/,
  /etcdserver: [a-z ]+$/,
  /illegal base64 data at input byte \d+/,
  /admission webhook "[^"]*" denied the request/,
  /ValidatingAdmissionPolicy '[^']*' with binding '[^']*' denied request/,
  /failed calling webhook "[^"]*"/,
  /fieldManager: Required value/,
  /field is immutable(?: when `immutable` is set)?$/,
  /field not declared in schema/,
  /unknown field(?= "|$)/,
  /expected (?:string|map|list|numeric|boolean)/,
  /duplicate entries for key/,
  /the namespace of the provided object does not match the namespace sent on the request/,
];

const said: Record<string, string> = {
  FieldValueInvalid: 'invalid value',
  FieldValueRequired: 'required value',
  FieldValueForbidden: 'forbidden',
  FieldValueDuplicate: 'duplicate value',
  FieldValueNotSupported: 'unsupported value',
  FieldValueTooLong: 'too long',
  FieldValueTypeInvalid: 'invalid type',
  FieldManagerConflict: 'conflict with another manager',
};

const withheld = "(the API server's text is withheld: it may repeat the Secret)";

/** The same Status without anything that may be a value of the object: for Secrets. */
export function withoutValues(status: ApiStatus): ApiStatus {
  const causes = causesOf(status).map((cause): StatusCause => {
    const text = lettingThrough(cause.message) ?? said[cause.reason] ?? withheld;
    const detail = said[cause.reason];
    return { ...cause, message: detail === undefined || detail === text ? text : `${detail}: ${text}` };
  });
  const listed = causes.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
  const message = listed.length > 0 ? listed.join('; ') : lettingThrough(status.message);
  return { ...status, causes, message: message ?? `${status.reason || `HTTP ${status.http}`} ${withheld}` };
}

function lettingThrough(text: string): string | undefined {
  for (const phrase of harmless) {
    const found = phrase.exec(text);
    if (found !== null) return found[0];
  }
  return undefined;
}
