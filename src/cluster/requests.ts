import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorCode } from '../errors/codes.ts';
import { PlumblineError } from '../errors/error.ts';
import { isObject, parseJson } from '../manifests/json.ts';
import type { JsonObject } from '../manifests/types.ts';
import { type Subject, statusError } from './errors.ts';
import { type Outcome, RetryState } from './retry.ts';
import { readStatus } from './status.ts';
import type { HttpRequest, HttpResponse, Transport } from './transport.ts';
import type { RequestCounts, RequestLimits } from './types.ts';

export interface Call extends HttpRequest {
  /** As it is counted: `LIST`. */
  verb: string;
  subject?: Subject;
  /** 'always': doing it twice is doing it once. 'unacted': repeated only when the server certainly did nothing. */
  repeat: 'always' | 'unacted';
  /**
   * Asked when a repetition meets a CONFLICT after an attempt without an answer: that attempt may have been
   * carried out. Gives the answer it would have had, or undefined if somebody else was first.
   */
  settle?: (() => Promise<Answer | undefined>) | undefined;
}

export interface Answer {
  status: number;
  body: JsonObject;
  /** Raw `Warning` headers. */
  warning: string[];
}

/** Told before each repetition. */
export interface Retry {
  verb: string;
  error: PlumblineError;
  /** 1 for the first repetition. */
  attempt: number;
  waitMs: number;
}

export interface RetryOptions extends RequestLimits {
  /** Attempts of one request in all. */
  attempts: number;
  /** The first pause; each further one is twice as long, with jitter. */
  backoffMs: number;
  onRetry: ((retry: Retry) => void) | undefined;
  /** Whether what the server says of the object is told without its values. */
  isHidden?: (subject: Subject) => boolean;
}

/** Sends, counts, repeats what may be repeated, and turns every failure into a PlumblineError. */
export class Requests {
  readonly counts: RequestCounts;
  readonly #transport: Transport;
  readonly #options: RetryOptions;

  constructor(transport: Transport, options: RetryOptions, counts: RequestCounts = {}) {
    this.#transport = transport;
    this.#options = options;
    this.counts = counts;
  }

  /** Through the same transport, held to these limits beside its own. */
  within(limits: RequestLimits): Requests {
    const outer = this.#options.permit;
    const inner = limits.permit;
    const permit = outer && inner ? () => Math.min(outer(), inner()) : (inner ?? outer);
    const options = { ...this.#options, ...limits, ...(permit !== undefined && { permit }) };
    return new Requests(this.#transport, options, this.counts);
  }

  async send(call: Call): Promise<Answer> {
    const state = new RetryState(call.repeat, this.#options);
    for (;;) {
      const outcome = await this.#attempt(call, state.renew);
      if ('response' in outcome) return answerOf(call, outcome.response);
      const { error } = outcome;
      const waitMs = state.next(outcome, this.#transport.answered);
      if (waitMs === undefined) {
        const settled = state.ambiguous && error.code === 'CONFLICT' ? await call.settle?.() : undefined;
        if (settled !== undefined) return settled;
        throw error;
      }
      this.#options.onRetry?.({ verb: call.verb, error, attempt: state.attempt, waitMs });
      if (waitMs > 0) await sleep(waitMs);
    }
  }

  async #attempt(call: Call, renew: boolean): Promise<{ response: HttpResponse } | Outcome> {
    this.counts[call.verb] = (this.counts[call.verb] ?? 0) + 1;
    try {
      const limitMs = (): number => this.#limitOf(call);
      const response = await this.#transport.send({ ...call, limitMs }, renew);
      if (response.status < 300) return { response };
      const status = readStatus(response.status, response.text, response.retryAfter);
      const { host } = this.#transport;
      const { subject } = call;
      const isSecret = subject !== undefined && this.#options.isHidden?.(subject) === true;
      return { error: statusError(status, { host, isSecret, ...(subject && { subject }) }), status };
    } catch (error) {
      if (error instanceof PlumblineError) return { error: about(error, call.subject), status: undefined };
      throw error;
    }
  }

  #limitOf({ method, verb }: Call): number {
    const { timeoutMs = Number.POSITIVE_INFINITY, permit } = this.#options;
    const isWrite = method !== 'GET' && verb !== 'DRYRUN';
    return isWrite && permit !== undefined ? Math.min(timeoutMs, permit()) : timeoutMs;
  }
}

/** True for the codes by which a server says that something is not there. */
export function isAbsent(error: unknown): boolean {
  return error instanceof PlumblineError && absent.has(error.code);
}
const absent = new Set<ErrorCode>(['NOT_FOUND', 'NAMESPACE_MISSING', 'UNKNOWN_KIND']);

function answerOf(call: Call, { status, text, warning, contentType }: HttpResponse): Answer {
  try {
    const body = parseJson(text);
    if (isObject(body)) return { status, body, warning };
  } catch {
    // Said below, without the parser's message: it quotes the answer, which may be a Secret.
  }
  throw about(
    new PlumblineError(
      'BAD_RESPONSE',
      `the answer to ${call.verb} is no JSON object (${contentType || 'no content type'}, ${text.length} characters)`,
      {
        remedy: 'Check the server address, and for a proxy in between that cuts answers or asks for a login.',
      },
    ),
    call.subject,
  );
}

/** What stands in the way to the server, whatever the request was about. */
const ofTheServer = new Set<ErrorCode>(['UNREACHABLE', 'CERTIFICATE', 'KUBECONFIG_INVALID', 'UNAUTHORIZED']);

/** The same error, with the object it is about. */
function about(error: PlumblineError, subject: Subject | undefined): PlumblineError {
  if (subject === undefined || error.object !== undefined || ofTheServer.has(error.code)) return error;
  const { code, message, cause, remedy } = error;
  const at = subject.namespace === undefined ? '' : `${subject.namespace}/`;
  return new PlumblineError(code, message, {
    object: `${subject.kind} ${at}${subject.name}`,
    cause,
    ...(remedy !== undefined && { remedy }),
  });
}
