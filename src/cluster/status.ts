import { field, isObject, parseJson, stringField } from '../manifests/json.ts';
import type { Json } from '../manifests/types.ts';

/** One entry of a Status' `details.causes`. */
export interface StatusCause {
  reason: string;
  /** The path as the server writes it: `spec.template.spec.containers[0].image`. */
  field: string;
  message: string;
}

/** What the API server said when it did not do what was asked. */
export interface ApiStatus {
  http: number;
  /** '' where the answer was no Status, or one without a reason. */
  reason: string;
  message: string;
  causes: StatusCause[];
  /** `details.kind`: of a 404, the kind that is missing. */
  kind: string | undefined;
  /** Whether the answer was a Status object; a kind that is not served is answered in plain text. */
  isStatus: boolean;
  retryAfter: number | undefined;
}

/** Reads the body of an answer of 400 or more. */
export function readStatus(http: number, text: string, retryAfter?: number): ApiStatus {
  const body = parsed(text);
  const isStatus = field(body, 'kind') === 'Status';
  const listed = field(body, 'details', 'causes');
  const causes = Array.isArray(listed) ? listed.filter(isObject).map(causeOf) : [];
  const seconds = field(body, 'details', 'retryAfterSeconds');
  return {
    http,
    reason: stringField(body, 'reason') ?? '',
    message: (isStatus ? stringField(body, 'message') : undefined) ?? plain(text),
    causes,
    kind: stringField(body, 'details', 'kind'),
    isStatus,
    retryAfter: retryAfter ?? (typeof seconds === 'number' ? seconds : undefined),
  };
}

function causeOf(cause: Json): StatusCause {
  return {
    reason: stringField(cause, 'reason') ?? '',
    field: stringField(cause, 'field') ?? '',
    message: stringField(cause, 'message') ?? '',
  };
}

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    // Not JSON: a proxy's page, or the server's own `404 page not found`.
    return null;
  }
}

/** The first line of a plain text; an HTML page says nothing to people. */
function plain(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.startsWith('<') ? '(an HTML page)' : line;
}
