import type { ErrorCode } from '../errors/codes.ts';
import { PlumblineError } from '../errors/error.ts';
import { displayId } from '../manifests/identity.ts';
import { hidesValues } from '../manifests/redact.ts';
import { causesOf, classify, isLackOfRight, typedPatch } from './classify.ts';
import { withoutValues } from './redact.ts';
import { remedyFor } from './remedies.ts';
import type { ApiStatus } from './status.ts';

/** What a request is about; a name of `*` is a list. */
export interface Subject {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** Characters of a message that are kept; of a longer one the middle goes, as its end often says the most. */
const messageLength = 600;

const statuses = new WeakMap<PlumblineError, ApiStatus>();

/**
 * The error of an answer of 400 or more. What is said of a Secret, or of what is as secret, never quotes it. A
 * refused login is about the server, whatever the request was about.
 */
export function statusError(
  answer: ApiStatus,
  request: { subject?: Subject; host: string; isSecret?: boolean },
): PlumblineError {
  if (answer.http === 401) return loginError(answer, request.host);
  const { subject } = request;
  const code = classify(answer, subject?.kind);
  const secret = request.isSecret === true || (subject !== undefined && hidesValues(subject));
  const status = { ...(secret ? withoutValues(answer) : answer) };
  if (!secret) status.causes = causesOf(answer);
  const error = new PlumblineError(code, messageOf(status, code), {
    ...(subject !== undefined && { object: displayId(subject) }),
    ...remedyOf(code, status),
  });
  statuses.set(error, status);
  return error;
}

function loginError(answer: ApiStatus, host: string): PlumblineError {
  const error = new PlumblineError(
    'UNAUTHORIZED',
    `${host} refuses the login: ${answer.message}`,
    remedyOf('UNAUTHORIZED', answer),
  );
  statuses.set(error, answer);
  return error;
}

function remedyOf(code: ErrorCode, status: ApiStatus): { remedy?: string } {
  const remedy = remedyFor(code, status);
  return remedy === undefined ? {} : { remedy };
}

/** The server's answer behind an error, redacted where the error is; undefined if it came from elsewhere. */
export function apiStatusOf(error: unknown): ApiStatus | undefined {
  return error instanceof PlumblineError ? statuses.get(error) : undefined;
}

/** Whether the login lacks the right to the request; any other refusal is about the object. */
export function lacksRight(error: PlumblineError): boolean {
  const status = apiStatusOf(error);
  return status !== undefined && isLackOfRight(status);
}

/** The paths of the fields that an error names, as the server writes them, each once. */
export function fieldsOf(error: unknown): string[] {
  const fields = apiStatusOf(error)?.causes.map(({ field }) => field) ?? [];
  return [...new Set(fields.filter((field) => field !== '' && field !== '[]'))];
}

function messageOf(status: ApiStatus, code: ErrorCode): string {
  const { http, message } = status;
  if (code === 'UNKNOWN_KIND') return 'the server does not serve this kind';
  if (!status.isStatus) return `the server answered HTTP ${http}${message === '' ? '' : `: ${message}`}`;
  // The object stands beside the message already.
  const bare = message.replace(typedPatch, '').replace(/^\S+ "[^"]*" is invalid: /, '');
  const lines = bare.replace(/^errors:\n/, '').split('\n');
  return cut(lines.map((line) => line.trim()).join(lines.length > 1 && bare !== message ? '; ' : ' '));
}

function cut(text: string): string {
  if (text.length <= messageLength) return text;
  const tail = Math.floor(messageLength / 3);
  return `${text.slice(0, messageLength - tail)} … ${text.slice(-tail)}`;
}
