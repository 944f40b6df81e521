import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { selfSigned } from './certificate.ts';

export interface ServedRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingMessage['headers'];
  body: IncomingMessage;
}

export type Answer = (request: ServedRequest, response: ServerResponse) => void;

/** What a test's server gives at a path: bytes, or whatever it does itself. */
export type Served = string | Uint8Array | Answer;

export interface HttpsServer {
  /** `localhost:PORT` */
  host: string;
  /** `https://localhost:PORT` */
  url: string;
  /** PEM. */
  ca: string;
  /** By path, without the query; more may be added at any time. */
  paths: Map<string, Served>;
  /** All that was asked, in order. */
  requests: ServedRequest[];
  close(): Promise<void>;
}

/** A server of this machine that speaks TLS, as all that charts and bases are fetched from do. */
export async function startHttpsServer(
  paths: Record<string, Served> = {},
  names: readonly string[] = ['localhost'],
): Promise<HttpsServer> {
  const { cert, key } = selfSigned(names);
  const served = new Map(Object.entries(paths));
  const requests: ServedRequest[] = [];
  const sockets = new Set<Duplex>();
  const server = createServer({ cert, key }, (body, response) => {
    const { method = '', url = '', headers } = body;
    const request = { method, url, headers, body };
    requests.push(request);
    const found = served.get(url.replace(/\?.*$/s, ''));
    if (found === undefined) response.writeHead(404).end();
    else if (typeof found === 'function') found(request, response);
    else response.end(found);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `https://${host}`,
    ca: cert,
    paths: served,
    requests,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
