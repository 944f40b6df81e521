import { SandboxError } from './errors.ts';
import { moduleOf, type Section, sectionsOf, unsigned, WasmReader } from './wasm-binary.ts';

const memorySection = 5;
const pageBytes = 64 << 10;

/**
 * The module with a maximum in its memory section. Go sets none, and nothing else bounds it: a worker's
 * resource limits count only the JavaScript heap.
 */
export function limitMemory(wasm: Uint8Array, memoryMb: number): Uint8Array {
  try {
    const sections = sectionsOf(wasm);
    const memory = sections.find(({ id }) => id === memorySection);
    if (memory === undefined) throw new RangeError('it has no memory of its own');
    const body = withMaximum(memory, (memoryMb << 20) / pageBytes);
    return moduleOf(wasm, sections, new Map([[memorySection, body]]));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SandboxError('MODULE_INVALID', `the module cannot be run in the sandbox: ${cause.message}`);
  }
}

/** The body of the section: how many memories there are; then, of each, flags, minimum and perhaps maximum. */
function withMaximum({ body }: Section, maximum: number): Uint8Array {
  const reader = new WasmReader(body);
  const [count, flags, minimum] = [reader.unsigned(), reader.byte(), reader.unsigned()];
  if (count !== 1 || flags > 1) throw new RangeError('it has another form of memory than Go makes');
  if (minimum > maximum) {
    throw new RangeError(`it needs ${Math.ceil((minimum * pageBytes) / (1 << 20))} MiB of memory to start`);
  }
  return Uint8Array.from([1, 1, ...unsigned(minimum), ...unsigned(maximum)]);
}
