import type { ApiResource, KubeObject } from '../manifests/types.ts';
export declare const group = "plumbline.dev";
export declare const apiVersion = "plumbline.dev/v1alpha1";
export declare const releaseResource: ApiResource;
/** Labels and annotations of the ApplySet specification (KEP-3659), in kubectl's strings. */
export declare const applyset: {
    readonly partOf: 'applyset.kubernetes.io/part-of';
    readonly id: 'applyset.kubernetes.io/id';
    readonly isParentType: 'applyset.kubernetes.io/is-parent-type';
    readonly tooling: 'applyset.kubernetes.io/tooling';
    readonly containsGroupKinds: 'applyset.kubernetes.io/contains-group-kinds';
    readonly additionalNamespaces: 'applyset.kubernetes.io/additional-namespaces';
};
/** On the Release. */
export declare const pausedUntilAnnotation = "plumbline.dev/paused-until";
export declare const pauseReasonAnnotation = "plumbline.dev/pause-reason";
/** On every chunk: the release it belongs to. */
export declare const chunkLabel = "plumbline.dev/chunk-of";
/** The ApplySet id of a release: kubectl's `applyset-<base64url(sha256(name.namespace.kind.group))>-v1`. */
export declare function applysetId(name: string, namespace: string, kind?: string, ofGroup?: string): string;
/** Of an object as the server gave it. */
export declare const uidOf: ({ metadata }: KubeObject) => string;
export declare const namespaceOf: ({ metadata }: KubeObject) => string;
