import type { ObjectId } from '../manifests/types.ts';
/** The stages of an apply, in order; each begins when the one before it is done. */
export declare const stages: readonly ['namespaces', 'definitions', 'access', 'configuration', 'workloads', 'admission'];
export type Stage = (typeof stages)[number];
/** The stage in which an object is applied. */
export declare function stageOf(id: ObjectId): Stage;
/**
 * Sorts by stage, then kind, namespace and name: the order in which a plan is read and applied. With one text
 * per object to sort by, not two for each of ten thousand comparisons.
 * @param before by which they are sorted first; default: all are alike
 */
export declare function inOrder<T>(items: readonly T[], idOf: (item: T) => ObjectId, before?: (item: T) => number): T[];
