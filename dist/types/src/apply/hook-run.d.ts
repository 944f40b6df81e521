import type { ClusterClient } from '../cluster/types.ts';
import { PlumblineError } from '../errors/error.ts';
import type { ApiResource, KubeObject, ObjectId } from '../manifests/types.ts';
import type { Hook, HookDeletePolicy } from '../plan/hooks.ts';
import type { TargetContext } from './context.ts';
import { type ResourceMap } from './resources.ts';
export interface HookContext {
    client: ClusterClient;
    resources: ResourceMap;
    /** `NAMESPACE/NAME` of the release. */
    owner: string;
    /** The same of its former name, as long as it moves: what its hooks have left is ours, too. */
    formerOwner?: string | undefined;
    /** Consents: what may hold data is made anew only with one. */
    allowDestroy: readonly string[];
    timeoutMs: number;
    signal?: AbortSignal | undefined;
}
/** What a hook has made. */
export interface Made {
    hook: Hook;
    resource: ApiResource;
    uid: string;
}
export declare function hookContext({ objects, target, signal }: TargetContext, resources: ResourceMap): HookContext;
/**
 * Makes what one hook is, and waits until it has ended. What failed is removed where its policies say so.
 * @throws HOOK_FAILED, FOREIGN_OBJECT, UNKNOWN_KIND, DELETE_STUCK
 */
export declare function runHook(context: HookContext, hook: Hook, event: string): Promise<Made>;
/** Removes what a hook made, where its policies say so. */
export declare function removeMade({ client }: HookContext, { hook, resource, uid }: Made, policy: HookDeletePolicy): Promise<void>;
/** Why what is there under a hook's name may not be removed for it: it is another's, or may hold data. */
export declare function obstacle({ owner, formerOwner, allowDestroy }: HookContext, id: ObjectId, before: KubeObject | undefined): PlumblineError | undefined;
