/**
 * The module with a maximum in its memory section. Go sets none, and nothing else bounds it: a worker's
 * resource limits count only the JavaScript heap.
 */
export declare function limitMemory(wasm: Uint8Array, memoryMb: number): Uint8Array;
