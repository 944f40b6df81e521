import type { KubeObject } from '../manifests/types.ts';
export type HealthStatus = 'current' | 'inProgress' | 'failed' | 'terminating';
export interface Health {
    status: HealthStatus;
    /** One sentence for people: `2 of 3 replicas are updated`. */
    message: string;
}
/**
 * A rule for the health of some kinds, asked before the built-in ones; undefined where it does not apply.
 * Pure: it sees the object and nothing else.
 */
export type HealthRule = (object: KubeObject, context: HealthContext) => Health | undefined;
export interface HealthContext {
    /** Milliseconds since the epoch, for what may take a moment before it counts as failed. */
    now: number;
}
export declare const current: (message: string) => Health;
export declare const inProgress: (message: string) => Health;
export declare const failed: (message: string) => Health;
