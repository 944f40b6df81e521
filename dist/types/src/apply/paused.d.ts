import { PlumblineError } from '../errors/error.ts';
import type { Release } from '../release/types.ts';
/** The refusal of what writes during a pause, undefined when there is none. */
export declare function pausedUntil(release: Release | undefined, now: number): PlumblineError | undefined;
