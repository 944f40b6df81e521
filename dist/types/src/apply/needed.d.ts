import type { Manifest } from '../manifests/types.ts';
import type { TargetContext } from './context.ts';
import { type ResourceMap } from './resources.ts';
/** The kinds that come with other targets: their CRDs, and by kindKey the target that brings it. */
export interface NeededKinds {
    definitions: Manifest[];
    targets: Map<string, string>;
}
/**
 * Kinds that the cluster lacks and that a target needed by this one defines. A plan takes them as served. An apply
 * comes after that target's: there the API server serves them a moment later, and what it does not serve stays unknown.
 */
export declare function neededKinds(context: TargetContext, manifests: readonly Manifest[], resources: ResourceMap, mode: 'preview' | 'apply'): Promise<NeededKinds>;
/** The namespaces that come with targets needed by this one, by name the target that brings it. */
export declare function neededNamespaces({ needed }: TargetContext): Promise<Map<string, string>>;
