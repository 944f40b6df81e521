import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that Linux and macOS hand out by themselves, so that no other socket takes one meanwhile. */
const lowest = 12_000;
const highest = 32_000;

/** Ports of 127.0.0.1 on which nothing listens. */
export async function freePorts(count: number): Promise<number[]> {
  const free = new Set<number>();
  while (free.size < count) {
    const port = randomInt(lowest, highest);
    if (await isFree(port)) free.add(port);
  }
  return [...free];
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch (thrown) {
    if (Error.isError(thrown) && 'code' in thrown && thrown.code === 'EADDRINUSE') return false;
    throw thrown;
  } finally {
    server.close();
  }
}
