import { SchemaLocation } from './locations.ts';
import type { Result, Validator, ValidatorOptions } from './types.ts';
/** The module's own result: a file, or a stream, may hold nothing; and a schema may be asked for. */
export type RawResult = Omit<Result, 'status'> & {
    status: Result['status'] | 'empty' | 'awaited';
};
interface Settings {
    module: WebAssembly.Module;
    prepare: {
        operation: string;
        body: Uint8Array;
    };
    locations: (SchemaLocation | undefined)[];
}
/** The validator whose judgement is that of the Go module, in one worker or several. */
export declare class SandboxedValidator implements Validator {
    #private;
    constructor(options: ValidatorOptions, settings: Settings);
    validate(input: string | readonly unknown[]): Promise<Result[]>;
    /** Judges texts, such as files. A text without any object is `empty`. */
    validateTexts(texts: readonly string[], { isStream }?: {
        isStream?: boolean | undefined;
    }): Promise<RawResult[]>;
    close(): Promise<void>;
    [Symbol.asyncDispose](): Promise<void>;
}
/** A validator with its schemas, and a worker on its way. */
export declare function createSandboxedValidator(options?: ValidatorOptions): Promise<SandboxedValidator>;
export {};
