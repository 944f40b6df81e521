import type { ApiStatus } from './status.ts';
/** The same Status without anything that may be a value of the object: for Secrets. */
export declare function withoutValues(status: ApiStatus): ApiStatus;
