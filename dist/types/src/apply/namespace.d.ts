import type { ClusterClient } from '../cluster/types.ts';
import type { Target } from '../config/types.ts';
import type { ApiResource } from '../manifests/types.ts';
import type { Step } from '../plan/assemble.ts';
import type { Hook } from '../plan/hooks.ts';
export declare const namespaceResource: ApiResource;
/**
 * Makes the target's namespace where `createNamespace` says so and something is about to be made in it. It
 * carries no label of ours: never owned, never pruned.
 */
export declare function ensureNamespace(client: ClusterClient, target: Pick<Target, 'namespace' | 'createNamespace'>, steps: readonly Step[], hooks: readonly Hook[]): Promise<void>;
