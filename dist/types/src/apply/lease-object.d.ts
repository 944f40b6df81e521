import type { ClusterClient } from '../cluster/types.ts';
import type { ApiResource, KubeObject } from '../manifests/types.ts';
export declare const leaseResource: ApiResource;
export declare const defaultLeaseMs = 30000;
/** The lease of a release as it stands: who holds it, until when. */
export interface LeaseState {
    object: KubeObject;
    /** '' for nobody. */
    holder: string;
    /** Milliseconds since the epoch, by the API server's clock. */
    expires: number;
    /** When it was taken, as the server has it. */
    since: string;
}
export declare const leaseName: (release: string) => string;
export declare function readLease(client: ClusterClient, release: {
    name: string;
    namespace: string;
}): Promise<LeaseState | undefined>;
export declare function stateOf(object: KubeObject): LeaseState;
/** Whether somebody holds the lease and has renewed it in time. */
export declare function isHeld(state: LeaseState | undefined, now: number): state is LeaseState;
export interface LeaseSpec {
    /** '' gives it back: an empty holderIdentity is invalid, so it is left out. */
    holder: string;
    durationMs: number;
    /** By the API server's clock. */
    now: number;
    /** When it was taken; default: now. */
    since?: string;
}
/** A Lease to send: a new one, or what is there with another spec. */
export declare function leaseObject(from: KubeObject | {
    name: string;
    namespace: string;
}, { holder, durationMs, now, since }: LeaseSpec): KubeObject;
