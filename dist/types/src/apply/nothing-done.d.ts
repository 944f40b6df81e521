import type { ApplyResult } from './types.ts';
/** What a result says of objects where none was written, awaited or deleted. */
export declare const nothingDone: () => Pick<ApplyResult, 'objects' | 'unhealthy' | 'tombstones' | 'warnings'>;
