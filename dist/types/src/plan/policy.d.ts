import type { KubeObject, ObjectId } from '../manifests/types.ts';
/** The per-object annotations, from the manifest in Git. */
export declare const objectPolicy: {
    skipsApply: (object: KubeObject) => boolean;
    keepsOnPrune: (object: KubeObject) => boolean;
    allowsReplace: (object: KubeObject) => boolean;
    drift: (object: KubeObject) => 'warn' | 'off' | undefined;
};
/** Kinds whose deletion may delete data: only with consent, and never recreated without it. */
export declare function holdsData(id: ObjectId): boolean;
/** Kinds whose disappearance the guard must not mend: what they held is gone with them. */
export declare function isLostWhenMissing(id: ObjectId): boolean;
/** A Job, or a Pod that is not kept running, ends and is cleaned away: its absence is no drift. */
export declare function mayBeFinished(object: KubeObject): boolean;
