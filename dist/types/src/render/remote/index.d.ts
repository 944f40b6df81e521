/** Charts, bases and files that a target is rendered from and that are not in its repository. */
export { type Fetched, fetchLocked, resolve } from './fetch-locked.ts';
export { Fetcher, type FetchOptions } from './fetcher.ts';
export { findRemote } from './find.ts';
export { entryOf, lockFileName, readLock, writeLock } from './lock-file.ts';
export { type Mounted, mountBases, mountCharts, mountFolder, type Supply } from './mount.ts';
export { remoteChart, supplyLocked, supplyOf } from './supply.ts';
export type { Asked, ChartReference, Files, Lock, LockEntry, RemoteReference } from './types.ts';
