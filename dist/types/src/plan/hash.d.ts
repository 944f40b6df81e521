import type { Json } from '../manifests/types.ts';
import { type Decision } from './situation.ts';
import type { Action } from './types.ts';
/** What of a plan its hash covers, beside the objects. */
export interface HashedPolicy {
    policy: Json;
    consents: string[];
}
/**
 * The plan's hash: identities, actions, the fields that Git changes (of Secrets only whether a key is added,
 * changed or removed), policy and consents. Not commit, revision, drift or effects, nor what was merged before
 * and is applied by then, so that it stays the same between preview and merge as long as what is agreed to does.
 */
export declare function planHash(target: string, objects: {
    decision: Decision;
    action: Action;
}[], { policy, consents }: HashedPolicy): string;
