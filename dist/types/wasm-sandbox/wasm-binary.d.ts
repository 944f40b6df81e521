export interface Section {
    id: number;
    body: Uint8Array;
}
/** Reads numbers, and knows when there is nothing more. */
export declare class WasmReader {
    readonly bytes: Uint8Array;
    at: number;
    constructor(bytes: Uint8Array, at?: number);
    get isAtEnd(): boolean;
    byte(): number;
    /** LEB128, the form of all numbers here: seven bits a byte, the lowest first, the top bit for "more follow". */
    unsigned(): number;
    take(length: number): Uint8Array;
}
/** @throws RangeError for what is no module */
export declare function sectionsOf(wasm: Uint8Array): Section[];
/** The module of these sections, or, with `replaced`, of others in their places. */
export declare function moduleOf(wasm: Uint8Array, sections: readonly Section[], replaced: ReadonlyMap<number, Uint8Array>): Uint8Array;
export declare function unsigned(value: number): number[];
export declare function signed(value: bigint): number[];
