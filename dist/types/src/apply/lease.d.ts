import type { ClusterClient } from '../cluster/types.ts';
import { type LeaseState } from './lease-object.ts';
export interface LeaseHolder {
    client: ClusterClient;
    release: {
        name: string;
        namespace: string;
    };
    holder: string;
    durationMs: number;
    /** Whether a holder is known to be dead, so that its lease need not be waited for. */
    isDead?(holder: string): boolean;
    /** For how many milliseconds `confirm` takes the server's last word. Default 1000. */
    freshMs?: number;
}
/**
 * A held lease. Its holder begins a write only while now < renewTime + duration − the least time for a
 * request, and gives it no longer than the lease lasts; every write of the lease is a compare-and-swap.
 * Kubernetes: coordination.k8s.io/v1 Lease, as in client-go's leaderelection.
 */
export declare class HeldLease {
    #private;
    /** @param sentAt performance.now() when the request was sent that took it */
    constructor(held: LeaseHolder, state: LeaseState, sentAt: number);
    /**
     * How many milliseconds a write begun now may take.
     * @throws LOCK_LOST when there are too few, or the lease is known to be lost
     */
    permit(): number;
    /** The same client, whose every attempt at a write first asks this lease. */
    guard(client: ClusterClient): ClusterClient;
    /** Reads the lease again. @throws LOCK_LOST when another run holds it */
    verify(): Promise<void>;
    /** The same, but what the server said within the last second counts: a short apply does not ask five times. */
    confirm(): Promise<void>;
    /** Its release is gone: it is deleted when it is given back. */
    spend(): void;
    /** Gives the lease back, so that the next run need not wait for its end. */
    release(): Promise<void>;
}
/** What a holder needs of its lease, or of several at once. */
export type Lock = Pick<HeldLease, 'verify' | 'confirm' | 'guard'>;
/**
 * Takes the lease if it is free, ended or held by the same run.
 * @param seen as it was read a moment ago: taking it is a compare-and-swap, so that only a free one is news
 * @returns the state of it while somebody else holds it
 */
export declare function tryAcquire(held: LeaseHolder, seen?: Promise<LeaseState | undefined>): Promise<HeldLease | LeaseState>;
