import { Wasi } from './wasi.ts';
import { moduleOf, type Section, sectionsOf, signed, unsigned, WasmReader } from './wasm-binary.ts';

const [memorySection, globalSection, exportSection, dataSection] = [5, 6, 7, 11];
const pageBytes = 64 << 10;
/** So many zeros are cheaper as a gap between two pieces of data. A module has 100,000 pieces at most. */
const gapBytes = 256;
const i32 = 0x7f;
const [i32Const, i64Const, end] = [0x41, 0x42, 0x0b];
const globalKind = 3;
const startOfGo = '_initialize';

interface GoExports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  sandbox_alloc(length: number): number;
  sandbox_call(operationLength: number): bigint;
  sandbox_free(): void;
}

export interface Operation {
  operation: string;
  request: unknown;
}

/**
 * The module as it is after it has started and answered some operations: an instance of it starts there, with all
 * that Go's packages make at their start, half a second's work. What it has read of the world until then is fixed:
 * random numbers of one seed, and no time.
 */
export function snapshotOf(wasm: Uint8Array, operations: readonly Operation[]): Uint8Array {
  const sections = sectionsOf(wasm);
  const globals = globalsOf(sections);
  const exported = exportsOf(sections);
  const open = new Map([
    [exportSection, vector([...exported.map(({ bytes }) => bytes), ...globals.map(asExport)])],
  ]);
  const instance = started(moduleOf(wasm, sections, open));
  for (const operation of operations) run(instance, operation);
  const memory = new Uint8Array((instance as unknown as GoExports).memory.buffer);
  const frozen = new Map([
    [memorySection, Uint8Array.from([1, 0, ...unsigned(memory.length / pageBytes)])],
    [globalSection, vector(globals.map((head, index) => withValue(head, instance[nameOf(index)])))],
    [exportSection, vector(exported.filter(({ name }) => name !== startOfGo).map(({ bytes }) => bytes))],
    [dataSection, dataOf(memory)],
  ]);
  return moduleOf(wasm, sections, frozen);
}

function started(wasm: Uint8Array): Record<string, unknown> {
  const module = new WebAssembly.Module(wasm);
  const wasi = new Wasi({ now: 0, seed: 'snapshot', printedBytes: 0 });
  const imports = wasi.importsFor(module);
  if (imports === undefined) throw new Error('the module imports more than WASI');
  const { exports } = new WebAssembly.Instance(module, imports);
  const go = exports as unknown as GoExports;
  wasi.bind(go.memory);
  // The clock of a later process is behind that of this one, and Go does not expect that it goes back.
  wasi.stopClock();
  go._initialize();
  return exports;
}

function run(exports: Record<string, unknown>, { operation, request }: Operation): void {
  const go = exports as unknown as GoExports;
  const [name, body] = [Buffer.from(operation), Buffer.from(JSON.stringify(request))];
  const address = go.sandbox_alloc(name.length + body.length) >>> 0;
  new Uint8Array(go.memory.buffer, address).set(Buffer.concat([name, body]));
  const packed = BigInt.asUintN(64, go.sandbox_call(name.length));
  const [start, tail] = [Number(packed >> 32n), Number(packed & 0xffff_ffffn)];
  const reply = Buffer.from(new Uint8Array(go.memory.buffer, start, tail & 0x3fff_ffff)).toString();
  go.sandbox_free();
  if (tail >>> 30 !== 0) throw new Error(`${operation} failed before the snapshot: ${reply}`);
}

/** Type and mutability of each global. Go's are all numbers, made by one instruction. */
function globalsOf(sections: readonly Section[]): Uint8Array[] {
  const reader = new WasmReader(bodyOf(sections, globalSection));
  return Array.from({ length: reader.unsigned() }, () => {
    const head = reader.take(2);
    reader.byte();
    reader.unsigned();
    if (reader.byte() !== end) throw new Error('the module has another form of globals than Go makes');
    return head;
  });
}

function exportsOf(sections: readonly Section[]): { name: string; bytes: Uint8Array }[] {
  const reader = new WasmReader(bodyOf(sections, exportSection));
  return Array.from({ length: reader.unsigned() }, () => {
    const from = reader.at;
    const name = Buffer.from(reader.take(reader.unsigned())).toString();
    reader.byte();
    reader.unsigned();
    return { name, bytes: reader.bytes.subarray(from, reader.at) };
  });
}

const nameOf = (index: number): string => `global ${index}`;

function asExport(_head: Uint8Array, index: number): Uint8Array {
  const name = Buffer.from(nameOf(index));
  return Uint8Array.from([...unsigned(name.length), ...name, globalKind, ...unsigned(index)]);
}

function withValue(head: Uint8Array, global: unknown): Uint8Array {
  const { value } = global as { value: number | bigint };
  return Uint8Array.from([...head, head[0] === i32 ? i32Const : i64Const, ...signed(BigInt(value)), end]);
}

/** The memory without its zeros, piece by piece. */
function dataOf(memory: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  const isData = (byte: number): boolean => byte !== 0;
  for (let from = memory.findIndex(isData); from >= 0; ) {
    let to = from;
    for (let at = from; at < memory.length && at - to < gapBytes; at++) if (memory[at] !== 0) to = at + 1;
    pieces.push(Buffer.from([0, i32Const, ...signed(BigInt(from | 0)), end, ...unsigned(to - from)]));
    pieces.push(memory.subarray(from, to));
    const next = memory.subarray(to).findIndex(isData);
    from = next < 0 ? -1 : to + next;
  }
  return Buffer.concat([Uint8Array.from(unsigned(pieces.length / 2)), ...pieces]);
}

const vector = (items: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat([Uint8Array.from(unsigned(items.length)), ...items]);

function bodyOf(sections: readonly Section[], id: number): Uint8Array {
  const found = sections.find((section) => section.id === id);
  if (found === undefined) throw new Error(`the module has no section ${id}`);
  return found.body;
}
