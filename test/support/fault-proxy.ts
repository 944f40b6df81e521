import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type KeyPair, makeCertificate } from '../../local-cluster/certificates.ts';
import type { ClusterAccess } from '../../local-cluster/index.ts';

export interface Reply {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/** What happens to one request. The API server sees it, unless it says otherwise. */
export type Fault =
  | 'pass'
  /** The connection breaks, and the API server never sees the request. */
  | 'reset before'
  /** The API server has carried it out, and its answer is lost. */
  | 'reset after'
  /** Half of the answer's body arrives, and the connection breaks. */
  | 'reset within'
  /** Half of the answer's body arrives, and nothing more. */
  | 'stall'
  /** The API server never sees it: this is the answer. */
  | { answer: Partial<Reply> }
  | { rewrite: (reply: Reply) => Reply }
  /** Something happens before the API server sees it. */
  | { first: () => Promise<unknown> };

export interface SeenRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Of the answer that was given, as it went over the wire; undefined while there is none. */
  reply?: Reply;
}

export interface FaultProxy {
  /** https://127.0.0.1:PORT, to be trusted by its own certificate. */
  server: string;
  certificate: string;
  /** All requests since the last `forget`, in order of arrival. */
  requests: SeenRequest[];
  /** Forgets the requests seen so far, and the faults that nothing has met. */
  forget(): void;
  /** How many TCP connections it took. */
  connections(): number;
  /** The next requests that match (`GET /api/v1/…`) meet these, one each; later ones pass. */
  inject(match: RegExp, ...faults: Fault[]): void;
  close(): Promise<void>;
}

/**
 * Stands between a client and the API server and ends TLS on both sides, so that it sees every request and
 * can make any of them fail. What it does not make fail is the real server's own answer, byte for byte.
 */
export async function startFaultProxy(
  cluster: ClusterAccess,
  pair: KeyPair = makeCertificate({ commonName: 'fault-proxy', use: 'server', names: ['127.0.0.1'] }),
): Promise<FaultProxy> {
  const agent = new https.Agent({ keepAlive: true, ca: readFileSync(cluster.caFile) });
  const requests: SeenRequest[] = [];
  const planned: { match: RegExp; faults: Fault[] }[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;

  const faultFor = (line: string): Fault =>
    planned.find(({ match, faults }) => faults.length > 0 && match.test(line))?.faults.shift() ?? 'pass';

  const server = https.createServer({ cert: pair.certificate, key: pair.key }, (incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    const request: SeenRequest = { method, url, headers, body: '' };
    requests.push(request);
    const fault = faultFor(`${method} ${url}`);
    const handle = async (): Promise<void> => {
      request.body = (await buffer(incoming)).toString('utf8');
      if (fault === 'reset before') return void incoming.socket.destroy();
      if (typeof fault === 'object' && 'first' in fault) await fault.first();
      const reply =
        typeof fault === 'object' && 'answer' in fault
          ? { status: 200, headers: {}, body: Buffer.alloc(0), ...fault.answer }
          : await forward(agent, cluster.server, request);
      if (fault === 'reset after') return void incoming.socket.destroy();
      const given = typeof fault === 'object' && 'rewrite' in fault ? fault.rewrite(reply) : reply;
      request.reply = given;
      outgoing.writeHead(given.status, { ...given.headers, 'content-length': given.body.length });
      if (fault !== 'stall' && fault !== 'reset within') return void outgoing.end(given.body);
      outgoing.write(given.body.subarray(0, given.body.length / 2), () => {
        if (fault === 'reset within') incoming.socket.destroy();
      });
    };
    // Its client is told of whatever goes wrong here by a broken connection.
    handle().catch((cause: unknown) => incoming.socket.destroy(cause as Error));
  });
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    server: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate: pair.certificate,
    requests,
    forget: () => {
      requests.length = 0;
      planned.length = 0;
    },
    connections: () => connections,
    inject: (match, ...faults) => void planned.push({ match, faults }),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      agent.destroy();
      await closed;
    },
  };
}

/** Headers of one hop, and the length that is given anew. */
const ofTheHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host']);

async function forward(agent: https.Agent, server: string, request: SeenRequest): Promise<Reply> {
  const { method, url, body } = request;
  // Node itself writes no length of the body of a DELETE.
  const headers = { ...withoutHop(request.headers), 'content-length': Buffer.byteLength(body) };
  const outgoing = https.request(new URL(url, server), { agent, method, headers });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage];
  return {
    status: incoming.statusCode ?? 0,
    headers: withoutHop(incoming.headersDistinct),
    body: await buffer(incoming),
  };
}

function withoutHop(headers: SeenRequest['headers']): Reply['headers'] {
  const kept = Object.entries(headers).filter(([name, value]) => !ofTheHop.has(name) && value !== undefined);
  return Object.fromEntries(kept) as Reply['headers'];
}
