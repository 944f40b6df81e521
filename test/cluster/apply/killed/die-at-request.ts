/**
 * Preloaded into a process (`node --import`): ends it at its nth request to the API server, as
 * PLUMBLINE_TEST_DEATH says. Node tells of every request on these channels before anything can come of it.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Death } from './death.ts';

const death = JSON.parse(process.env.PLUMBLINE_TEST_DEATH ?? '') as Death;
const matching = new RegExp(death.matching ?? '');
/** A signal that is handled is told at once: sent by the kernel, it would race with the answer of the request. */
const die = (): void => {
  if (death.signal === 'SIGTERM') process.emit('SIGTERM', 'SIGTERM');
  else process.kill(process.pid, 'SIGKILL');
};
let requests = 0;
let fatal: ClientRequest | undefined;

subscribe('http.client.request.start', (message) => {
  const { request } = message as { request: ClientRequest };
  if (!matching.test(`${request.method} ${request.path}`)) return;
  requests += 1;
  if (requests !== death.request) return;
  fatal = request;
  if (death.when === 'sent') request.once('finish', die);
});

subscribe('http.client.response.finish', (message) => {
  const { request } = message as { request: ClientRequest };
  if (request === fatal && death.when === 'answered') die();
});
