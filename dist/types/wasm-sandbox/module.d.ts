/**
 * Compiles a module for any number of sandboxes: its bytes, or its file, which may be packed (`.br`). A file
 * is read once per process.
 */
export declare function loadModule(source: string | Uint8Array, { memoryMb }?: {
    memoryMb?: number;
}): Promise<WebAssembly.Module>;
