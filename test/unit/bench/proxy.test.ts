import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type DelayingProxy, startProxy } from '../../../bench/proxy.ts';

const roundTripMs = 60;
let echo: Server;
let proxy: DelayingProxy;
beforeEach(async () => {
  echo = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const address = echo.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  proxy = await startProxy(address.port, roundTripMs);
});
afterEach(() => {
  proxy.close();
  echo.close();
});

async function answered(socket: Socket, text: string): Promise<number> {
  const started = performance.now();
  socket.write(text);
  let got = '';
  while (got.length < text.length) got += String((await once(socket, 'data'))[0]);
  expect(got).toBe(text);
  return performance.now() - started;
}

test('an answer takes the round trip at least, and the first one the handshake more', async () => {
  const socket = connect(proxy.port, '127.0.0.1');
  // Timers may be half a millisecond early, in each of the two directions.
  expect(await answered(socket, 'first')).toBeGreaterThanOrEqual(2 * roundTripMs - 2);
  expect(await answered(socket, 'second')).toBeGreaterThanOrEqual(roundTripMs - 2);
  socket.destroy();
});

test('what is said keeps its order, and its end comes last', async () => {
  const socket = connect(proxy.port, '127.0.0.1');
  const words = Array.from({ length: 50 }, (_, index) => `word ${index}\n`);
  for (const word of words) socket.write(word);
  socket.end();
  let got = '';
  socket.on('data', (chunk) => {
    got += String(chunk);
  });
  await once(socket, 'end');
  expect(got).toBe(words.join(''));
});
