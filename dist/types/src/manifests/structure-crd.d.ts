import type { Structure } from './structure.ts';
import type { KubeObject } from './types.ts';
/**
 * How the lists of a custom resource merge, by the schema of one version of its CRD.
 * Source of the rules: apiextensions, `x-kubernetes-list-type`, `x-kubernetes-list-map-keys`,
 * `x-kubernetes-map-type`, `x-kubernetes-embedded-resource`.
 */
export declare function crdStructure(crd: KubeObject, version: string): Structure;
