import type { TargetContext } from './context.ts';
import { HeldLease, type Lock } from './lease.ts';
import { type LeaseState } from './lease-object.ts';
export { localHolder } from './local-run.ts';
export interface LeaseOptions {
    /** Names the run: the same run takes its own lease over at once. */
    holder: string;
    /** How long to wait for another run, in milliseconds. */
    lockTimeoutMs: number;
    durationMs?: number;
    /** The lease as it was read beside the planning, which spares an answer to wait for. */
    seen?: Promise<LeaseState | undefined>;
}
/** The same context, whose every attempt at a write first asks the lease. */
export declare function underLease<C extends Pick<TargetContext, 'client' | 'objects'>>(context: C, lease: Lock): C;
type LeaseContext = Pick<TargetContext, 'client' | 'target' | 'progress' | 'signal'>;
/** Runs `work` while holding the release's lease, and gives it back whatever happens. @throws LOCK_HELD */
export declare function withLease<T>(context: LeaseContext, options: LeaseOptions, work: (lease: HeldLease) => Promise<T>): Promise<T>;
