import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { SandboxError } from './errors.ts';
import { defaultMemoryMb } from './limits.ts';
import { limitMemory } from './memory-limit.ts';

const unpack = promisify(brotliDecompress);
const compiled = new Map<string, Promise<WebAssembly.Module>>();

/**
 * Compiles a module for any number of sandboxes: its bytes, or its file, which may be packed (`.br`). A file
 * is read once per process.
 */
export async function loadModule(
  source: string | Uint8Array,
  { memoryMb = defaultMemoryMb }: { memoryMb?: number } = {},
): Promise<WebAssembly.Module> {
  if (typeof source !== 'string') return await compile(source, memoryMb);
  const key = `${memoryMb} ${source}`;
  const known = compiled.get(key);
  if (known !== undefined) return await known;
  const loading = read(source).then((bytes) => compile(bytes, memoryMb));
  compiled.set(key, loading);
  try {
    return await loading;
  } catch (cause) {
    compiled.delete(key);
    if (cause instanceof SandboxError) throw cause;
    throw new SandboxError('MODULE_INVALID', `cannot read the module ${source}`, { cause });
  }
}

async function read(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file);
  return file.endsWith('.br') ? await unpack(bytes) : bytes;
}

async function compile(bytes: Uint8Array, memoryMb: number): Promise<WebAssembly.Module> {
  const limited = limitMemory(bytes, memoryMb);
  try {
    return await WebAssembly.compile(limited);
  } catch (cause) {
    throw new SandboxError('MODULE_INVALID', 'the module is not valid WebAssembly', { cause });
  }
}
