import type { ErrorCode } from '../errors/codes.ts';
import type { ApiStatus, StatusCause } from './status.ts';

/** How server-side apply begins when the manifest does not fit the schema: a 500 without a reason, never a fault of the server. */
export const typedPatch = /^failed to create typed (?:patch|live) object \([^)]*\): ?/;
const typedPatchMarker = 'failed to create typed';

/** The texts of fields that cannot change, as the API server's validation writes them. */
const immutable: readonly RegExp[] = [
  /field is immutable$/,
  /cannot change roleRef$/,
  /may not change once set$/,
  /updates to statefulset spec for fields other than/,
  /spec is immutable after creation/,
  /pod updates may not change fields other than/,
  /may not be changed in an update\.$/,
  /updates to provisioner are forbidden\.$/,
  /field is immutable when `immutable` is set$/,
];

/** How the authorizer begins, whatever it adds; admission refuses with a 403, too, and says something else. */
const withoutRight = /User "[^"]*" cannot \w+ resource "/;

/** True only when the login lacks the right, which is the same for every object of the kind in the namespace. */
export const isLackOfRight = ({ http, message }: ApiStatus): boolean =>
  http === 403 && withoutRight.test(message);

/** The code of an answer of 400 or more. `kind` is the kind the request was about. */
export function classify(status: ApiStatus, kind?: string): ErrorCode {
  const { http, message } = status;
  if (message.includes(typedPatchMarker) || message.includes('strict decoding error')) {
    return isUnknownField(message) ? 'UNKNOWN_FIELD' : 'INVALID';
  }
  const byAdmission = admission(message);
  if (byAdmission !== undefined) return byAdmission;
  if (message.includes('etcdserver: request is too large')) return 'TOO_LARGE';
  if (status.causes.some(({ reason }) => reason === 'FieldValueTooLong')) {
    // Of an object as a whole or its annotations; a long name or label is merely invalid.
    if (/may not be more than \d{6,} bytes/.test(message)) return 'TOO_LARGE';
  }
  if (http === 404) return notFound(status, kind);
  if (http === 403) return forbidden(status);
  if (http === 422) return isImmutable(status) ? 'IMMUTABLE' : 'INVALID';
  return byHttp[http] ?? (http >= 500 ? 'SERVER_ERROR' : http >= 400 ? 'INVALID' : 'BAD_RESPONSE');
}

const byHttp: Record<number, ErrorCode> = {
  400: 'INVALID',
  401: 'UNAUTHORIZED',
  408: 'TIMEOUT',
  409: 'CONFLICT',
  410: 'SERVER_ERROR',
  413: 'TOO_LARGE',
  429: 'RATE_LIMITED',
  504: 'TIMEOUT',
};

function admission(message: string): ErrorCode | undefined {
  if (/admission webhook ".*?" denied the request/.test(message)) return 'WEBHOOK_DENIED';
  if (/ValidatingAdmissionPolicy '.*?' with binding '.*?' denied request/.test(message))
    return 'WEBHOOK_DENIED';
  if (/failed calling webhook|conversion webhook for .* failed|does not support dry run/.test(message)) {
    return 'WEBHOOK_FAILED';
  }
  return undefined;
}

function notFound(status: ApiStatus, kind: string | undefined): ErrorCode {
  // The API server's own text for a path it does not serve; any other page is a proxy's, and proves nothing.
  if (!status.isStatus) return status.message === '404 page not found' ? 'UNKNOWN_KIND' : 'BAD_RESPONSE';
  if (status.message.includes('the server could not find the requested resource')) return 'UNKNOWN_KIND';
  return status.kind === 'namespaces' && kind !== 'Namespace' ? 'NAMESPACE_MISSING' : 'NOT_FOUND';
}

function forbidden({ causes, message }: ApiStatus): ErrorCode {
  if (causes.some(({ reason }) => reason === 'NamespaceTerminating')) return 'NAMESPACE_TERMINATING';
  if (message.includes('because it is being terminated')) return 'NAMESPACE_TERMINATING';
  return /exceeded quota:|failed quota:/.test(message) ? 'QUOTA' : 'FORBIDDEN';
}

/**
 * True only when nothing but the immutability of fields keeps the object from being changed: delete and
 * recreate would mend it. One other cause, and the new object might be refused too, after the old one is gone.
 */
export function isImmutable(status: ApiStatus): boolean {
  if (status.http !== 422) return false;
  const says = (text: string): boolean => immutable.some((phrase) => phrase.test(text.trim()));
  return status.causes.length > 0
    ? status.causes.every(({ message }) => says(message))
    : says(status.message);
}

function isUnknownField(message: string): boolean {
  return /field not declared in schema|unknown field "/.test(message);
}

/** The causes of a Status; of a schema error, which has none, those that its text names. */
export function causesOf(status: ApiStatus): StatusCause[] {
  if (status.causes.length > 0) return status.causes;
  const { message } = status;
  if (typedPatch.test(message)) return message.replace(typedPatch, '').split('\n').flatMap(typedCause);
  return [...message.matchAll(/unknown field "([^"]+)"/g)].map(([, path]) => ({
    reason: 'FieldUnknown',
    field: path ?? '',
    message: 'unknown field',
  }));
}

/** `.spec.replicsa: field not declared in schema`, and its like with keys of list items in the path. */
function typedCause(line: string): StatusCause[] {
  const found =
    /^\s*\.(.*?): ((?:field not declared|expected |duplicate entries|errors?:|.*? already).*)$/.exec(line);
  if (found === null) return [];
  const [, path = '', message = ''] = found;
  return [{ reason: message.startsWith('field not declared') ? 'FieldUnknown' : '', field: path, message }];
}
