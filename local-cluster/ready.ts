import { Agent, get } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

/** A loaded machine takes ten times the four seconds of a calm one. */
const deadlineMs = 120_000;

/** Asks the API server as an administrator; for the supervisor, which waits for readiness with it. */
export class ReadyProbe {
  readonly #server: string;
  readonly #token: string;
  readonly #agent: Agent;

  constructor(server: string, ca: string, token: string) {
    this.#server = server;
    this.#token = token;
    this.#agent = new Agent({ ca, keepAlive: false });
  }

  /** Waits until the answer at the path fulfils the condition; `check` throws when waiting is in vain. */
  async until(path: string, holds: (answer: Answer) => boolean, check: () => void): Promise<void> {
    const end = performance.now() + deadlineMs;
    let last: Answer = { status: 0, body: 'no answer' };
    while (performance.now() < end) {
      check();
      last = await this.#ask(path);
      if (holds(last)) return;
      await delay(25);
    }
    throw new Error(`${path} was not ready within ${deadlineMs / 1000} s: ${last.status} ${last.body}`);
  }

  #ask(path: string): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.#token}` };
    return new Promise((resolve) => {
      const fail = (cause: Error) => resolve({ status: 0, body: cause.message });
      const request = get(`${this.#server}${path}`, { agent: this.#agent, headers, timeout: 5000 });
      request.on('error', fail).on('timeout', () => request.destroy(new Error('no answer within 5 s')));
      request.on('response', (response) => {
        const status = response.statusCode ?? 0;
        text(response).then((body) => resolve({ status, body }), fail);
      });
    });
  }
}

export interface Answer {
  /** 0 when there was none. */
  status: number;
  body: string;
}

export const isOk = ({ status }: Answer): boolean => status === 200;

/** Of a Node: its condition Ready. */
export function isNodeReady({ status, body }: Answer): boolean {
  if (status !== 200) return false;
  const node = JSON.parse(body) as { status?: { conditions?: { type: string; status: string }[] } };
  return node.status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false;
}
