// What runs in the worker: one instance of the module, and the requests that come for it, one after the other.
// It is made into the text in worker.generated.ts by `npm run generate worker`.
import { parentPort, workerData } from 'node:worker_threads';
import { faultOf } from './faults.ts';
import type { Answer, Request, Start } from './protocol.ts';
import { Wasi } from './wasi.ts';

interface GoExports {
  memory: WebAssembly.Memory;
  /** Not of a snapshot, which has been started. */
  _initialize?(): void;
  sandbox_alloc(length: number): number;
  sandbox_call(operationLength: number): bigint;
  sandbox_free(): void;
}

const done = 0;
const failed = 1;

const { module: wasm, replyBytes, ...options } = workerData as Start;
const wasi = new Wasi(options);
let started: GoExports | undefined;

function instantiate(): Answer | undefined {
  const imports = wasi.importsFor(wasm);
  if (imports === undefined) return invalid('it imports more than WASI');
  const made = new WebAssembly.Instance(wasm, imports).exports as Partial<GoExports>;
  if (!made.memory || !made.sandbox_alloc || !made.sandbox_call || !made.sandbox_free)
    return invalid('it does not export what the Go package plumbline.dev/wasm-sandbox does');
  started = made as GoExports;
  wasi.bind(started.memory);
  started._initialize?.();
  return undefined;
}

const invalid = (why: string): Answer => ({
  fault: { code: 'MODULE_INVALID', message: `the module cannot be run in the sandbox: ${why}`, details: '' },
});

function answer(go: GoExports, { operation, body }: Request): Answer {
  const name = new TextEncoder().encode(operation);
  const address = go.sandbox_alloc(name.length + body.length) >>> 0;
  const received = new Uint8Array(go.memory.buffer, address);
  received.set(name);
  received.set(body, name.length);
  wasi.startCall();
  const packed = BigInt.asUintN(64, go.sandbox_call(name.length));
  const [start, tail] = [Number(packed >> 32n), Number(packed & 0xffff_ffffn)];
  const status = tail >>> 30;
  const length = tail & 0x3fff_ffff;
  if (length > replyBytes) {
    go.sandbox_free();
    const message = `the result has ${length} bytes, and ${replyBytes} are allowed`;
    return { fault: { code: 'REPLY_TOO_LARGE', message, details: '' } };
  }
  const reply = new Uint8Array(go.memory.buffer, start, length).slice();
  go.sandbox_free();
  if (status === done) return { reply };
  const text = new TextDecoder().decode(reply);
  if (status === failed) return { fault: { code: 'FAILED', message: text, details: '' } };
  const message = `the module panicked: ${text.slice(0, text.indexOf('\n'))}`;
  return { fault: { code: 'PANIC', message, details: text } };
}

function guarded(work: () => Answer | undefined): Answer | undefined {
  try {
    return work();
  } catch (thrown) {
    return { fault: faultOf(thrown, started?.memory, wasi.printed()) };
  }
}

function send(message: Answer): void {
  parentPort?.postMessage(message, 'reply' in message ? [message.reply.buffer as ArrayBuffer] : []);
}

// A module that does not start is told at the first request, to whoever waits for it.
const startFault = guarded(instantiate);
parentPort?.on('message', (request: Request) => {
  const go = started;
  send(startFault ?? guarded(() => go && answer(go, request)) ?? invalid('it did not start'));
});
