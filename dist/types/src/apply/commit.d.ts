import type { TargetContext } from './context.ts';
import { type Lock } from './moved.ts';
import type { Owed } from './owed.ts';
import type { Preview } from './preview.ts';
import type { ApplyResult } from './types.ts';
export type Outcome = Pick<ApplyResult, 'outcome' | 'revision' | 'objects' | 'unhealthy' | 'tombstones' | 'warnings' | 'error'>;
/**
 * Everything after the lease is taken: the record of what is begun, the writes, and the record of the end.
 * @param context under the lease: its clients ask it before each write
 */
export declare function commit(context: TargetContext, planned: Preview, debt: Owed, lease: Lock): Promise<Outcome>;
