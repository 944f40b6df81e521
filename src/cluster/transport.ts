import http from 'node:http';
import https from 'node:https';
import { createSecureContext } from 'node:tls';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { PlumblineError } from '../errors/error.ts';
import { ServerClock } from './clock.ts';
import type { Authentication, Credentials } from './credentials.ts';
import { networkError } from './network-errors.ts';
import { Slots } from './slots.ts';

const unzip = promisify(gunzip);

/** A response beyond this is not read: no page of a list comes near it. */
const maxBytes = 256 * 1024 * 1024;
const agentName = 'plumbline/0.1.0';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, as the API server is to see them. */
  path: string;
  body?: string;
  contentType?: string;
  accept?: string;
  gzip?: boolean;
  /** Asked once it is to be sent: the milliseconds it may take, if fewer than the transport's. What it throws keeps it from being sent. */
  limitMs?(): number;
}

export interface HttpResponse {
  status: number;
  contentType: string;
  /** Seconds of the Retry-After header. */
  retryAfter: number | undefined;
  /** The raw `Warning` headers. */
  warning: string[];
  text: string;
}

export interface TransportOptions {
  /** Milliseconds for one attempt of one request, from connecting to the last byte. */
  timeoutMs: number;
  maxSockets: number;
  impersonate: string | undefined;
  env: NodeJS.ProcessEnv;
}

/**
 * HTTP/1.1 over one keep-alive agent: HTTP/2 loses requests at a GOAWAY, and one TLS handshake per
 * request costs seven times the request. One call is one attempt; it throws PlumblineError UNREACHABLE,
 * CERTIFICATE, TIMEOUT or BAD_RESPONSE, and leaves every HTTP status to the caller.
 */
export class Transport {
  readonly clock = new ServerClock();
  readonly #credentials: Credentials;
  readonly #options: TransportOptions;
  readonly #base: URL;
  readonly #headers: Record<string, string | string[]>;
  readonly #slots: Slots;
  #agent: http.Agent | undefined;
  #certificate: string | undefined;

  constructor(credentials: Credentials, options: TransportOptions) {
    this.#credentials = credentials;
    this.#options = options;
    this.#base = new URL(credentials.server);
    this.#slots = new Slots(options.maxSockets);
    this.#headers = {
      'User-Agent': agentName,
      ...credentials.impersonation,
      ...(options.impersonate !== undefined && { 'Impersonate-User': options.impersonate }),
    };
  }

  /** For people: host and port of the server. */
  get host(): string {
    return this.#base.host;
  }

  /** Whether any request was answered yet: before that, a refused connection is most likely a wrong address. */
  get answered(): boolean {
    return this.clock.known;
  }

  async send(request: HttpRequest, renew = false): Promise<HttpResponse> {
    const authentication = await this.#credentials.authenticate(renew);
    const agent = this.#agentFor(authentication);
    await this.#slots.take();
    try {
      const timeoutMs = Math.min(this.#options.timeoutMs, request.limitMs?.() ?? Number.POSITIVE_INFINITY);
      const { incoming, body } = await this.#exchange(
        request,
        agent,
        authentication.authorization,
        timeoutMs,
      );
      return await decode(incoming, body);
    } catch (cause) {
      throw networkError(cause, this.#base.host);
    } finally {
      this.#slots.give();
    }
  }

  #exchange(
    request: HttpRequest,
    agent: http.Agent,
    authorization: string | undefined,
    timeoutMs: number,
  ): Promise<{ incoming: http.IncomingMessage; body: Buffer }> {
    const { body, method } = request;
    const base = this.#base;
    return new Promise((resolve, reject) => {
      const headers = {
        ...this.#headers,
        Accept: request.accept ?? 'application/json',
        ...(authorization !== undefined && { Authorization: authorization }),
        ...(request.gzip === true && { 'Accept-Encoding': 'gzip' }),
        ...(body !== undefined && {
          'Content-Type': request.contentType ?? 'application/json',
          'Content-Length': Buffer.byteLength(body),
        }),
      };
      const hostname = base.hostname.replace(/^\[|\]$/g, '');
      const path = `${base.pathname === '/' ? '' : base.pathname}${request.path}`;
      const sentAt = performance.now();
      const outgoing = (base.protocol === 'https:' ? https : http).request(
        { agent, hostname, port: base.port, method, path, headers },
        (incoming) => {
          this.clock.observe(incoming.headers.date, sentAt);
          readBody(incoming, (whole) => end(() => resolve({ incoming, body: whole })), fail);
        },
      );
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        settle();
      };
      const fail = (cause: unknown): void => end(() => reject(cause));
      const seconds = timeoutMs / 1000;
      const timer = setTimeout(() => {
        const late = new PlumblineError('TIMEOUT', `no whole answer from ${base.host} within ${seconds} s`, {
          remedy: 'Try again; the API server or the network is slow.',
        });
        fail(late);
        outgoing.destroy(late);
      }, timeoutMs);
      outgoing.on('error', fail);
      outgoing.end(body);
    });
  }

  close(): void {
    this.#agent?.destroy();
    this.#agent = undefined;
  }

  #agentFor(authentication: Authentication): http.Agent {
    const { cert, key } = authentication;
    if (this.#agent !== undefined && this.#certificate === cert) return this.#agent;
    // A plugin gave a new client certificate: sockets that are busy end with their requests.
    this.#agent?.destroy();
    this.#certificate = cert;
    const { ca, tlsServerName, insecureSkipTlsVerify } = this.#credentials;
    const options = {
      keepAlive: true,
      maxSockets: this.#options.maxSockets,
      maxFreeSockets: this.#options.maxSockets,
      ...proxyEnvironment(this.#credentials.proxyUrl, this.#options.env),
    };
    this.#agent =
      this.#base.protocol === 'http:'
        ? new http.Agent(options)
        : new https.Agent({
            ...options,
            // One for all connections: each would read the certificates again, half a millisecond of its two.
            secureContext: createSecureContext({
              ...(ca !== undefined && { ca }),
              ...(cert !== undefined && { cert, key }),
            }),
            ...(tlsServerName !== undefined && { servername: tlsServerName }),
            rejectUnauthorized: !insecureSkipTlsVerify,
          });
    return this.#agent;
  }
}

/** Go's rules: the kubeconfig's proxy-url before the environment, which never has a proxy for loopback. */
function proxyEnvironment(
  proxyUrl: string | undefined,
  env: NodeJS.ProcessEnv,
): { proxyEnv?: NodeJS.ProcessEnv } {
  if (proxyUrl !== undefined) return { proxyEnv: { HTTP_PROXY: proxyUrl, HTTPS_PROXY: proxyUrl } };
  const first = (name: string): string => env[name] || env[name.toLowerCase()] || '';
  const [http, https] = [first('HTTP_PROXY'), first('HTTPS_PROXY')];
  if (http === '' && https === '') return {};
  const none = ['localhost', '127.0.0.1', '::1', first('NO_PROXY')].filter((host) => host !== '').join(',');
  return { proxyEnv: { HTTP_PROXY: http, HTTPS_PROXY: https, NO_PROXY: none } };
}

/** Calls back once, with the whole body or what kept it from being whole. */
function readBody(
  incoming: http.IncomingMessage,
  done: (body: Buffer) => void,
  fail: (why: unknown) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) incoming.destroy(tooLarge());
    else chunks.push(chunk);
  });
  incoming.on('error', fail);
  incoming.on('end', () => done(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, bytes)));
}

async function decode(incoming: http.IncomingMessage, body: Buffer): Promise<HttpResponse> {
  const gzipped = incoming.headers['content-encoding'] === 'gzip';
  const retryAfter = Number.parseInt(incoming.headers['retry-after'] ?? '', 10);
  return {
    status: incoming.statusCode ?? 0,
    contentType: incoming.headers['content-type'] ?? '',
    retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter,
    warning: incoming.headersDistinct.warning ?? [],
    text: gzipped ? await unzipped(body) : body.toString('utf8'),
  };
}

async function unzipped(body: Buffer): Promise<string> {
  try {
    return (await unzip(body, { maxOutputLength: maxBytes })).toString('utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new PlumblineError('BAD_RESPONSE', 'the gzipped answer of the API server is broken', {
      remedy: 'Look for a proxy in between that changes or cuts answers.',
      cause,
    });
  }
}

function tooLarge(): PlumblineError {
  return new PlumblineError('BAD_RESPONSE', `the answer of the API server is over ${maxBytes} bytes`, {
    remedy: 'Ask for smaller pages.',
  });
}
