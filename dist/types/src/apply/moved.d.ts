import type { Release } from '../release/types.ts';
import type { TargetContext } from './context.ts';
import type { Lock } from './lease.ts';
import { type LeaseOptions } from './locked.ts';
/** The release of the target's former name (`movedFrom`), as long as there is one. */
export declare function readFormer({ client, target }: TargetContext): Promise<Release | undefined>;
export type { Lock };
/** Runs `work` under the target's lease, and that of the former release with it: an apply of the old name waits. */
export declare function withLeases<T>(context: TargetContext, options: LeaseOptions, former: Release | undefined, work: (lock: Lock) => Promise<T>): Promise<T>;
/**
 * Deletes a record whose objects are gone or another's by now. The Release goes first: without its chunks it
 * could not be read any more, and chunks without it are collected by Kubernetes, too.
 */
export declare function deleteRecord({ client }: Pick<TargetContext, 'client'>, release: Release): Promise<void>;
