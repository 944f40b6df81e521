import type { KubeObject } from '../manifests/types.ts';
/**
 * Whether we hold all that is sent already. What a rule leaves to a manager is held by nobody of us, and the
 * baseline knows nothing of it: when the manager gives it up, or the rule goes, this tells.
 */
export declare function holdsAllSent(live: KubeObject, send: KubeObject): boolean;
