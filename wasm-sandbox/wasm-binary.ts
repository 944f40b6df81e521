// As much of WebAssembly's binary form as is needed to change a module: https://webassembly.github.io/spec/core/binary

const headBytes = 8;

export interface Section {
  id: number;
  body: Uint8Array;
}

/** Reads numbers, and knows when there is nothing more. */
export class WasmReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError('it is cut off or damaged');
    return byte;
  }

  /** LEB128, the form of all numbers here: seven bits a byte, the lowest first, the top bit for "more follow". */
  unsigned(): number {
    let value = 0;
    for (let factor = 1; factor < 2 ** 35; factor *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new RangeError('it is cut off or damaged');
  }

  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new RangeError('it is cut off or damaged');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

/** @throws RangeError for what is no module */
export function sectionsOf(wasm: Uint8Array): Section[] {
  if (Buffer.from(wasm.subarray(0, 4)).toString('latin1') !== '\0asm')
    throw new RangeError('it has no WebAssembly');
  const reader = new WasmReader(wasm, headBytes);
  const sections: Section[] = [];
  while (!reader.isAtEnd) {
    const id = reader.byte();
    sections.push({ id, body: reader.take(reader.unsigned()) });
  }
  return sections;
}

/** The module of these sections, or, with `replaced`, of others in their places. */
export function moduleOf(
  wasm: Uint8Array,
  sections: readonly Section[],
  replaced: ReadonlyMap<number, Uint8Array>,
): Uint8Array {
  const parts = sections.flatMap(({ id, body: old }) => {
    const body = replaced.get(id) ?? old;
    return [Uint8Array.from([id, ...unsigned(body.length)]), body];
  });
  return Buffer.concat([wasm.subarray(0, headBytes), ...parts]);
}

export function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(Math.floor(value / 128))];
}

export function signed(value: bigint): number[] {
  const low = Number(value & 0x7fn);
  const rest = value >> 7n;
  const isSignBitSet = (low & 0x40) !== 0;
  const isLast = (rest === 0n && !isSignBitSet) || (rest === -1n && isSignBitSet);
  return isLast ? [low] : [low | 0x80, ...signed(rest)];
}
