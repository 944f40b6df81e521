import type { JsonObject, KubeObject } from '../manifests/types.ts';
/** A condition of the object's status. */
export declare function condition(object: KubeObject, type: string): JsonObject | undefined;
export declare const isTrue: (found: JsonObject | undefined) => boolean;
export declare const isFalse: (found: JsonObject | undefined) => boolean;
/** What a condition says: its message, else its reason, else the given text. */
export declare function told(found: JsonObject | undefined, otherwise: string): string;
/** A number of the object, 0 where it is missing. */
export declare function count(object: KubeObject, ...path: string[]): number;
/** `spec.replicas`, 1 where it is missing. */
export declare const wantedReplicas: (object: KubeObject) => number;
