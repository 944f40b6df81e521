import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadModule, Sandbox } from '../../../wasm-sandbox/index.ts';
import { limitMemory } from '../../../wasm-sandbox/memory-limit.ts';
import { builtFixture } from '../../support/go-module.ts';

let built: string;
let folder: string;

beforeAll(async () => {
  built = await builtFixture('wasm-sandbox');
  folder = await mkdtemp(join(tmpdir(), 'plumbline-sandbox-'));
}, 300_000);

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const invalid = (message: string) =>
  expect.objectContaining({ code: 'MODULE_INVALID', message: expect.stringContaining(message) });

/** The smallest modules there are: the head, and one section. */
const wasm = (...section: number[]) => Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...section]);

describe('the memory limit', () => {
  test('becomes the maximum of a memory that has none', () => {
    expect([...limitMemory(wasm(5, 3, 1, 0, 2), 16)]).toEqual([...wasm(5, 5, 1, 1, 2, 0x80, 2)]);
  });

  test('takes the place of another maximum', () => {
    expect([...limitMemory(wasm(5, 4, 1, 1, 2, 9), 1)]).toEqual([...wasm(5, 4, 1, 1, 2, 16)]);
  });

  test('leaves what stands before and behind as it is', () => {
    const [before, behind] = [
      [1, 2, 7, 7],
      [10, 1, 0],
    ];
    expect([...limitMemory(wasm(...before, 5, 3, 1, 0, 2, ...behind), 1)]).toEqual([
      ...wasm(...before, 5, 4, 1, 1, 2, 16, ...behind),
    ]);
  });

  test.each([
    ['that is no WebAssembly', Uint8Array.from([1, 2, 3, 4]), 'it has no WebAssembly'],
    ['without a memory', wasm(1, 1, 0), 'no memory of its own'],
    ['with two memories', wasm(5, 5, 2, 0, 1, 0, 1), 'another form of memory'],
    ['that needs more to start', wasm(5, 3, 1, 0, 32), 'needs 2 MiB'],
    ['that is cut off', wasm(5, 0x80), 'cut off or damaged'],
  ])('refuses a module %s', (_name, bytes, message) => {
    expect(() => limitMemory(bytes, 1)).toThrow(invalid(message));
  });
});

describe('loading', () => {
  test('unpacks a packed file', async () => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 1 };
    const packed = join(folder, 'module.wasm.br');
    await writeFile(packed, brotliCompressSync(await readFile(built), { params }));
    await using sandbox = new Sandbox(await loadModule(packed));
    expect(await sandbox.call('count', {})).toBe(1);
  });

  test('compiles a file once, whoever asks for it', async () => {
    const [first, second] = await Promise.all([loadModule(built), loadModule(built)]);
    expect(first).toBe(second);
    expect(await loadModule(built, { memoryMb: 32 })).not.toBe(first);
  });

  test('of a missing file names it, and succeeds once it is there', async () => {
    const late = join(folder, 'late.wasm');
    await expect(loadModule(late)).rejects.toEqual(invalid(late));
    await writeFile(late, await readFile(built));
    await expect(loadModule(late)).resolves.toBeDefined();
  });

  test('of a damaged module fails', async () => {
    await expect(loadModule(wasm(5, 3, 1, 0, 2, 1, 1, 9))).rejects.toEqual(invalid('not valid WebAssembly'));
  });

  test('of a module that is none of ours fails at the first call', async () => {
    await using sandbox = new Sandbox(await loadModule(wasm(5, 3, 1, 0, 2)));
    await expect(sandbox.call('count', {})).rejects.toEqual(invalid('does not export'));
  });
});
