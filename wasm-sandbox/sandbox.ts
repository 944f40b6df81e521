import { SandboxError } from './errors.ts';
import { Instance } from './instance.ts';
import { defaultLimits, type Limits, type World } from './limits.ts';
import type { Request, Start } from './protocol.ts';
import { workerSource } from './worker.generated.ts';

export interface CallOptions {
  /** Instead of the sandbox's own limit. */
  timeoutMs?: number;
}

export interface SandboxOptions extends World {
  /**
   * A call that every fresh instance gets before its first other one, such as its configuration: with a request
   * of JSON, or a body of bytes.
   */
  prepare?: { operation: string } & ({ request: unknown } | { body: Uint8Array });
}

/**
 * Runs operations of a module on untrusted input, one after the other. Each trust unit (the base and the head
 * of a pull request) has a sandbox of its own; several at once use several processors. After any fault the
 * instance is thrown away, and the next call gets a fresh one.
 */
export class Sandbox implements AsyncDisposable {
  readonly #module: WebAssembly.Module;
  readonly #limits: Limits;
  readonly #world: World;
  readonly #prepare: Request | undefined;
  #instance: Instance | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(module: WebAssembly.Module, limits: Partial<Limits> = {}, options: SandboxOptions = {}) {
    const { prepare, ...world } = options;
    this.#module = module;
    this.#limits = { ...defaultLimits, ...limits };
    this.#world = world;
    this.#prepare = prepare && {
      operation: prepare.operation,
      body: 'body' in prepare ? prepare.body : encode(prepare.request),
    };
  }

  /** Starts the instance now, so that the first call does not wait for it; which tells, too, if it failed. */
  start(): void {
    this.#last = this.#last.then(() => this.#usable(this.#limits.timeoutMs)).catch(() => undefined);
  }

  /** Runs an operation whose request and reply are JSON. It throws nothing but `SandboxError`. */
  async call(operation: string, request: unknown, options: CallOptions = {}): Promise<unknown> {
    const reply = await this.exchange(operation, encode(request), options);
    try {
      return JSON.parse(new TextDecoder().decode(reply)) as unknown;
    } catch (cause) {
      throw new SandboxError('CRASHED', `the module's reply to ${operation} is not JSON`, { cause });
    }
  }

  /** Runs an operation of bytes. */
  async exchange(operation: string, body: Uint8Array, options: CallOptions = {}): Promise<Uint8Array> {
    const { requestBytes, timeoutMs } = { ...this.#limits, ...options };
    if (body.length > requestBytes) {
      const message = `the input has ${body.length} bytes, and ${requestBytes} are allowed`;
      throw new SandboxError('REQUEST_TOO_LARGE', message);
    }
    const mine = this.#last.then(async () => {
      const instance = await this.#usable(timeoutMs);
      return await instance.exchange({ operation, body }, timeoutMs);
    });
    // The next in line waits for this one's end, not for its success.
    this.#last = mine.catch(() => undefined);
    return await mine;
  }

  /** Ends what runs, which then throws `CLOSED`, as does every later call. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#instance?.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #usable(timeoutMs: number): Promise<Instance> {
    if (this.#isClosed) throw new SandboxError('CLOSED', 'the sandbox was closed');
    if (this.#instance !== undefined && !this.#instance.isBroken) return this.#instance;
    const { replyBytes, printedBytes } = this.#limits;
    const { now, seed } = this.#world;
    const start: Start = { module: this.#module, now: now?.getTime(), seed, replyBytes, printedBytes };
    const fresh = new Instance(workerSource, start, this.#limits);
    this.#instance = fresh;
    try {
      if (this.#prepare !== undefined) await fresh.exchange(this.#prepare, timeoutMs);
    } catch (thrown) {
      // Not prepared, it is of no use to the next call either.
      await fresh.end();
      throw thrown;
    }
    return fresh;
  }
}

function encode(request: unknown): Uint8Array {
  try {
    return new TextEncoder().encode(JSON.stringify(request ?? null));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SandboxError('STACK', 'it nests too deeply for the stack that it may use', { cause });
  }
}
