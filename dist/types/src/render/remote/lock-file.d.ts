import { type Lock, type LockEntry, type RemoteReference } from './types.ts';
export declare const lockFileName = "plumbline.lock";
/**
 * Reads the text of a plumbline.lock; pure.
 * @param file its name in messages
 * @throws LOCK_INVALID
 */
export declare function readLock(source: string, file?: string): Lock;
/** The text of a lock, the same for the same entries in whatever order. */
export declare function writeLock({ entries }: Lock): string;
/** The entry of a reference. */
export declare function entryOf(lock: Lock, reference: RemoteReference): LockEntry | undefined;
