import type { KubeObject } from './types.ts';
/** Whether a kind is namespaced; undefined where that is not known. */
export type Scopes = (group: string, kind: string) => boolean | undefined;
/** Every `apiVersion kind` of Kubernetes itself. */
export declare function builtinKinds(): ReadonlySet<string>;
/** The kinds of Kubernetes itself by group. */
export declare function builtinGroups(): ReadonlyMap<string, string[]>;
/** The scope of a kind of Kubernetes itself. */
export declare const builtinScope: Scopes;
/** The scopes of the kinds that the CustomResourceDefinitions among these objects define. */
export declare function definedScopes(objects: readonly KubeObject[]): Scopes;
