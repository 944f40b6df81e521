import type { Json } from './types.ts';
/**
 * The value without what the given field sets own below it. Where anyone owns something below a node, the
 * node is granular, and what they own there is theirs: two managers of one map do not disturb each other.
 * @param sets the managers' nodes at the value's own path
 */
export declare function withoutOwned(value: Json, sets: readonly Json[]): Json;
