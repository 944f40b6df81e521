import { Worker } from 'node:worker_threads';
import { SandboxError } from './errors.ts';
import type { Limits } from './limits.ts';
import type { Answer, Fault, Request } from './protocol.ts';

/** Of the worker's JavaScript, which holds little more than a request and its reply. */
const heapMb = 256;

interface Waiting {
  resolve(reply: Uint8Array): void;
  reject(error: SandboxError): void;
}

/** One worker, such as one with an instance of a module: good until its first fault. */
export class Instance {
  readonly #worker: Worker;
  #waiting: Waiting | undefined;
  #isBroken = false;

  /** The source is a text, for a file would have to lie beside each bundle that this becomes part of. */
  constructor(source: string, workerData: unknown, { stackMb }: Limits) {
    this.#worker = new Worker(source, {
      eval: true,
      workerData,
      env: {},
      argv: [],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: { stackSizeMb: stackMb, maxOldGenerationSizeMb: heapMb },
    });
    // Who forgets to close a sandbox shall not keep the process alive.
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    this.#worker.on('error', (cause: Error) => this.#break(faultOfWorker(cause), cause));
    this.#worker.on('exit', () => this.#break({ code: 'CRASHED', message: 'the worker ended', details: '' }));
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  async exchange(request: Request, timeoutMs: number): Promise<Uint8Array> {
    const timer = setTimeout(() => {
      const message = `it took longer than the ${timeoutMs} ms that it may take`;
      this.#break({ code: 'TIMEOUT', message, details: '' });
    }, timeoutMs);
    this.#worker.ref();
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting = { resolve, reject };
        this.#worker.postMessage(request);
      });
    } finally {
      clearTimeout(timer);
      this.#worker.unref();
    }
  }

  /** Ends the worker, whatever it does. Who waits is told so. */
  async end(): Promise<void> {
    this.#break({ code: 'CLOSED', message: 'the sandbox was closed', details: '' });
    await this.#worker.terminate();
  }

  #settle(answer: Answer): void {
    if ('reply' in answer) this.#taken()?.resolve(answer.reply);
    else if (answer.fault.code === 'FAILED' || answer.fault.code === 'REPLY_TOO_LARGE')
      this.#taken()?.reject(errorOf(answer.fault));
    else this.#break(answer.fault);
  }

  #break(fault: Fault, cause?: Error): void {
    this.#isBroken = true;
    this.#taken()?.reject(errorOf(fault, cause));
    // It resolves with the exit code, and never rejects.
    void this.#worker.terminate();
  }

  #taken(): Waiting | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }
}

const errorOf = ({ code, message, details }: Fault, cause?: Error): SandboxError =>
  new SandboxError(code, message, { details, cause });

/** What ended the worker outside of the module. */
function faultOfWorker(cause: Error): Fault {
  const isMemory = 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory
    ? { code: 'MEMORY', message: 'it needs more memory than it may use', details: cause.message }
    : { code: 'CRASHED', message: `the worker failed: ${cause.message}`, details: cause.stack ?? '' };
}
