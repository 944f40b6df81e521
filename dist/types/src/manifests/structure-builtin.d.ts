import type { Structure } from './structure.ts';
/** How the lists of a built-in kind merge; undefined for a kind that Kubernetes itself does not have. */
export declare function builtinStructure(apiVersion: string, kind: string): Structure | undefined;
/** The metadata of every object: finalizers are a set, owner references keyed by uid. */
export declare const metadataStructure: Structure;
/** Of an object whose own fields hold no keyed list. */
export declare const metadataOnly: Structure;
