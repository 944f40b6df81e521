import { type Limits } from '../../../wasm-sandbox/limits.ts';
import type { RawResult } from '../validator.ts';
import type { RuleCall } from './types.ts';
/** A result whose object is valid but for its rules. */
export type Ruled = RawResult & {
    rules?: RuleCall[];
};
/**
 * Evaluates the CEL rules of CustomResourceDefinitions, which come from whoever wrote the change: in a worker,
 * within the limits of the validator. What it cannot evaluate becomes a warning.
 */
export declare class RuleEvaluator {
    #private;
    constructor(limits?: Partial<Limits>);
    judge(results: readonly Ruled[]): Promise<RawResult[]>;
    close(): Promise<void>;
}
