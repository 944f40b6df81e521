import { connect, createServer, type Socket } from 'node:net';

/** A TCP proxy on loopback that makes a server seem further away. */
export interface DelayingProxy {
  port: number;
  close(): void;
}

/**
 * Holds each chunk for half of the round trip in each direction, in order and without a limit of bandwidth.
 * The first chunk waits one round trip more, as the handshake of TCP would take it.
 */
export async function startProxy(targetPort: number, roundTripMs: number): Promise<DelayingProxy> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
    const far = connect({ port: targetPort, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    const connectedAt = performance.now() + roundTripMs;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      // Either side may break off; the other then learns it through its own end.
      socket.on('error', () => undefined);
    }
    delayed(near, far, roundTripMs / 2, connectedAt);
    delayed(far, near, roundTripMs / 2, connectedAt);
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    port: address.port,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Passes on what `from` says, and its end, each `holdMs` after it came. */
function delayed(from: Socket, to: Socket, holdMs: number, notBefore: number): void {
  const held: { due: number; pass: () => void }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const arm = (): void => {
    const first = held[0];
    if (first === undefined || timer !== undefined) return;
    timer = setTimeout(flush, Math.max(0, first.due - performance.now()));
  };
  const flush = (): void => {
    timer = undefined;
    // Timers have a resolution of one millisecond: half of it on either side is on time.
    const now = performance.now() + 0.5;
    for (let next = held[0]; next !== undefined && next.due <= now; next = held[0]) {
      held.shift();
      next.pass();
    }
    arm();
  };
  const hold = (pass: () => void): void => {
    held.push({ due: Math.max(performance.now(), notBefore) + holdMs, pass });
    arm();
  };
  from.on('data', (chunk) => hold(() => to.write(chunk)));
  from.on('end', () => hold(() => to.end()));
  from.on('close', (hadError) => {
    if (hadError) hold(() => to.destroy());
  });
}
