import type { ClusterClient } from '../cluster/types.ts';
import type { KubeObject } from '../manifests/types.ts';
/** The CustomResourceDefinition of the release record. */
export declare const releaseCrd: KubeObject;
/**
 * Makes the CRD and the namespace of releases where they are absent; what is there is never changed.
 * @returns what was done, one sentence each
 */
export declare function installCrd(client: ClusterClient, namespace: string): Promise<string[]>;
