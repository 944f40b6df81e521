import { performance } from 'node:perf_hooks';
import { randomSource } from './random.ts';

/** The answers of WASI that the module gets. */
const ok = 0;
const badDescriptor = 8;
const notSupported = 52;

const [stdout, stderr] = [1, 2];
const wallClock = 0;
const subscriptionBytes = 48;
const eventBytes = 32;
/** The longest sleep; a module that wants more asks again. */
const napMs = 50;
const sleepOn = new Int32Array(new SharedArrayBuffer(4));

type Syscall = (...args: never[]) => number;

/** Thrown through the module when it leaves, as the Go runtime does at a fatal error. */
export class Exit extends Error {}

export interface WasiOptions {
  /** Milliseconds since 1970 at which the time of day stands still. */
  now: number | undefined;
  seed: string | undefined;
  printedBytes: number;
}

/**
 * The system that the module sees: a clock, random numbers, sleep, and somewhere to print. There are no files,
 * no network, no environment: whatever else it calls is answered "not supported".
 */
export class Wasi {
  #printed: Buffer[] = [];
  #printable: number;
  readonly #now: number | undefined;
  readonly #seed: string | undefined;
  #fillRandom: (target: Uint8Array) => void;
  #memory: WebAssembly.Memory | undefined;
  #isStopped = false;

  constructor({ now, seed, printedBytes }: WasiOptions) {
    this.#now = now;
    this.#seed = seed;
    this.#fillRandom = randomSource(seed);
    this.#printable = printedBytes;
  }

  /** A call gets the random numbers of its seed, whatever earlier calls have used. */
  startCall(): void {
    this.#fillRandom = randomSource(this.#seed);
  }

  /** The running clock stands as well, near its start: no timer ends any more. */
  stopClock(): void {
    this.#isStopped = true;
  }

  /** The memory of the instance, known only once it exists. */
  bind(memory: WebAssembly.Memory): void {
    this.#memory = memory;
  }

  printed(): string {
    return Buffer.concat(this.#printed).toString('utf8').trim();
  }

  /** A function for each import, or nothing when the module wants more than WASI. */
  importsFor(module: WebAssembly.Module): Record<string, Record<string, unknown>> | undefined {
    const wanted = WebAssembly.Module.imports(module);
    if (wanted.some((one) => one.module !== 'wasi_snapshot_preview1' || one.kind !== 'function'))
      return undefined;
    const functions = wanted.map(({ name }): [string, Syscall] => [
      name,
      Object.hasOwn(this.#served, name) ? (this.#served[name] ?? unserved) : unserved,
    ]);
    return { wasi_snapshot_preview1: Object.fromEntries(functions) };
  }

  // The buffer of a memory is another one after each growth, so no view is kept.
  #view(): DataView {
    return new DataView(this.#buffer());
  }

  #bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.#buffer(), address, length);
  }

  #buffer(): ArrayBuffer {
    if (this.#memory === undefined) throw new Error('the module called the system before it was bound');
    return this.#memory.buffer;
  }

  readonly #served: Record<string, Syscall> = {
    // One argument, for there are packages whose init reads the program's name.
    args_sizes_get: (count: number, bytes: number) => this.#setPair(count, 1, bytes, 2),
    args_get: (pointers: number, text: number) => {
      this.#view().setUint32(pointers, text, true);
      this.#bytes(text, 2).set([0x2d, 0]);
      return ok;
    },
    environ_sizes_get: (count: number, bytes: number) => this.#setPair(count, 0, bytes, 0),
    environ_get: () => ok,
    // Only the time of day stands still: timers that never end would hang the module.
    clock_time_get: (clock: number, _precision: bigint, target: number) => {
      const running = this.#isStopped ? 1 : performance.now();
      const time = clock === wallClock ? (this.#now ?? Date.now()) : running;
      this.#view().setBigUint64(target, BigInt(Math.round(time * 1e6)), true);
      return ok;
    },
    random_get: (address: number, length: number) => {
      this.#fillRandom(this.#bytes(address, length));
      return ok;
    },
    poll_oneoff: (from: number, to: number, count: number, answered: number) =>
      this.#sleep(from, to, count, answered),
    fd_fdstat_get: (descriptor: number, target: number) => {
      if (descriptor > stderr) return badDescriptor;
      this.#bytes(target, 24).fill(0);
      this.#view().setUint8(target, 2); // a character device
      return ok;
    },
    fd_fdstat_set_flags: (descriptor: number) => (descriptor > stderr ? badDescriptor : ok),
    fd_prestat_get: () => badDescriptor,
    fd_write: (descriptor: number, vectors: number, count: number, written: number) =>
      descriptor === stdout || descriptor === stderr ? this.#print(vectors, count, written) : badDescriptor,
    sched_yield: () => ok,
    proc_exit: (code: number) => {
      throw new Exit(`the module left with code ${code}`);
    },
  };

  #setPair(first: number, a: number, second: number, b: number): number {
    const view = this.#view();
    view.setUint32(first, a, true);
    view.setUint32(second, b, true);
    return ok;
  }

  #print(vectors: number, count: number, written: number): number {
    const view = this.#view();
    let total = 0;
    for (let at = vectors; at < vectors + 8 * count; at += 8) {
      const [address, length] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
      const kept = Math.min(length, this.#printable);
      this.#printable -= kept;
      if (kept > 0) this.#printed.push(Buffer.from(this.#bytes(address, kept)));
      total += length;
    }
    view.setUint32(written, total, true);
    return ok;
  }

  /** Go only sleeps with it. Every subscription is answered as fired; the runtime looks at its clock itself. */
  #sleep(from: number, to: number, count: number, answered: number): number {
    const view = this.#view();
    let ms = napMs;
    for (let one = from; one < from + subscriptionBytes * count; one += subscriptionBytes) {
      if (view.getUint8(one + 8) !== 0) continue; // no clock
      const isAbsolute = (view.getUint16(one + 40, true) & 1) === 1;
      const timeout = Number(view.getBigUint64(one + 24, true)) / 1e6;
      ms = Math.min(ms, isAbsolute ? timeout - performance.now() : timeout);
    }
    if (ms > 0) Atomics.wait(sleepOn, 0, 0, ms);
    for (let index = 0; index < count; index++) {
      const [subscription, event] = [from + subscriptionBytes * index, to + eventBytes * index];
      this.#bytes(event, eventBytes).fill(0);
      view.setBigUint64(event, view.getBigUint64(subscription, true), true);
      view.setUint8(event + 10, view.getUint8(subscription + 8));
    }
    view.setUint32(answered, count, true);
    return ok;
  }
}

const unserved: Syscall = () => notSupported;
