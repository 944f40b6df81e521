import type { FileSource } from '../sources.ts';
import { type Supply } from './mount.ts';
import type { Lock } from './types.ts';
/** Asks for everything that the chart or the kustomization of a folder is made of and that is elsewhere. */
export declare function askForRemote(source: FileSource, path: string, supply: Supply): Promise<void>;
/** The text of the lock in a folder of the source. */
export declare function lockTextIn(source: FileSource, folder: string): Promise<string | undefined>;
/** The lock in a folder of the source; an empty one where there is none. @throws LOCK_INVALID */
export declare function lockIn(source: FileSource, folder: string): Promise<Lock>;
