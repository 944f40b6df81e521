import dns from 'node:dns';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { getCACertificates } from 'node:tls';
import { PlumblineError } from '../../errors/error.ts';
import { type Access, parseUrl, shownUrl } from './access.ts';
import { isPublicAddress } from './address.ts';
import { failed, notPublic } from './fetch-errors.ts';
import { publicLookup } from './public-lookup.ts';

export interface HttpsOptions {
  access: Access;
  headers?: Record<string, string>;
  /** Bytes of the body; more is an error. */
  maxBytes: number;
  /** From the connection to the last byte, redirects included. Milliseconds. */
  timeoutMs: number;
  signal?: AbortSignal;
  /** Certificate authorities beside those of Node and NODE_EXTRA_CA_CERTS; PEM. */
  ca?: string;
  /** For its proxies; default: the process' own. */
  env?: NodeJS.ProcessEnv;
  /** Also where no rule names the host: the address was given by a host for which one does. */
  privateNetwork?: boolean;
}

export interface HttpsResponse {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
  /** Where the answer came from, after redirects. */
  url: URL;
}

const maxRedirects = 5;

/**
 * GET, and nothing else: https only, public addresses only unless a rule says otherwise, redirects followed to
 * the same rules, an Authorization sent to no other host than it was given for.
 * @returns whatever status it ends with
 * @throws FETCH_REFUSED, FETCH_FAILED
 */
export async function get(from: URL, options: HttpsOptions): Promise<HttpsResponse> {
  const late = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal === undefined ? late : AbortSignal.any([late, options.signal]);
  let url = from;
  for (let redirects = 0; ; redirects += 1) {
    const incoming = await once(url, from, options, signal, late);
    const { statusCode: status = 0, headers } = incoming;
    if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) {
      const body = await bodyOf(incoming, url, options, late);
      return { status, headers, body, url };
    }
    incoming.destroy();
    if (redirects >= maxRedirects) throw failed(url, `it redirects more than ${maxRedirects} times`);
    const next = URL.canParse(headers.location, url.href)
      ? new URL(headers.location, url).href
      : headers.location;
    url = parseUrl(next, ['https:']);
  }
}

async function once(
  url: URL,
  from: URL,
  options: HttpsOptions,
  signal: AbortSignal,
  late: AbortSignal,
): Promise<IncomingMessage> {
  const { headers = {}, env = process.env, ca } = options;
  const isPrivate =
    options.access.to(url).privateNetwork || (options.privateNetwork === true && url.host === from.host);
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  // An address written out is looked up nowhere.
  if (!isPrivate && isIP(hostname) !== 0 && !isPublicAddress(hostname)) throw notPublic(url.hostname);
  const { Authorization, ...others } = headers;
  const agent = new https.Agent({
    proxyEnv: proxies(env),
    ...(ca !== undefined && { ca: [...getCACertificates(), ca] }),
  });
  try {
    return await new Promise<IncomingMessage>((resolve, reject) => {
      const request = https.get(
        url,
        {
          agent,
          signal,
          lookup: isPrivate ? dns.lookup : publicLookup,
          headers: {
            'User-Agent': 'plumbline',
            ...others,
            ...(Authorization !== undefined && url.origin === from.origin && { Authorization }),
          },
        },
        resolve,
      );
      request.on('error', reject);
    });
  } catch (thrown) {
    throw networkError(thrown, url, options, late);
  }
}

/** Through a proxy it is the proxy that knows addresses, and decides. */
function proxies(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const first = (name: string): string => env[name] || env[name.toLowerCase()] || '';
  return { HTTPS_PROXY: first('HTTPS_PROXY'), NO_PROXY: first('NO_PROXY') };
}

async function bodyOf(
  incoming: IncomingMessage,
  url: URL,
  options: HttpsOptions,
  late: AbortSignal,
): Promise<Buffer> {
  const { maxBytes } = options;
  const chunks: Buffer[] = [];
  let bytes = 0;
  const announced = Number(incoming.headers['content-length'] ?? 0);
  const large = (): PlumblineError => failed(url, `it has more than ${Math.ceil(maxBytes / 1024 / 1024)} MB`);
  if (announced > maxBytes) {
    incoming.destroy();
    throw large();
  }
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      // Leaving the loop closes the connection.
      if (bytes > maxBytes) throw large();
      chunks.push(chunk);
    }
  } catch (thrown) {
    throw networkError(thrown, url, options, late);
  }
  return Buffer.concat(chunks, bytes);
}

function networkError(thrown: unknown, url: URL, options: HttpsOptions, late: AbortSignal): PlumblineError {
  if (thrown instanceof PlumblineError) return thrown;
  if (options.signal?.aborted === true) {
    return new PlumblineError('CANCELLED', `fetching ${shownUrl(url)} was stopped`, { cause: thrown });
  }
  if (late.aborted) return failed(url, `no whole answer within ${options.timeoutMs / 1000} s`, thrown);
  const code = Error.isError(thrown) ? (thrown as NodeJS.ErrnoException).code : undefined;
  return failed(url, code ?? (Error.isError(thrown) ? thrown.message : String(thrown)), thrown);
}
