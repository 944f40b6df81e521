import type * as z from 'zod/mini';
import type { ErrorCode } from '../errors/codes.ts';
import type { Json } from '../manifests/types.ts';
import type { Keys } from '../manifests/walk.ts';
/** One mistake of a configuration and the way to it. */
export interface Mistake {
    path: Keys;
    /** Whether the key itself is meant; default: its value. */
    what?: 'key' | 'value';
    message: string;
    remedy?: string;
    code?: ErrorCode;
}
type Issue = z.core.$ZodIssue;
/** The schema's complaints, in the words of the file. */
export declare function issuesOf(issues: readonly Issue[], value: Json): Mistake[];
export {};
