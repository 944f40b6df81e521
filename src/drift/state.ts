import type { ObjectDrift } from './types.ts';

/** Whether an object differs from the release: what nobody could ask about, or chose to ignore, does not. */
export const isDrift = ({ state }: ObjectDrift): boolean => state !== 'ignored' && state !== 'unknown';
