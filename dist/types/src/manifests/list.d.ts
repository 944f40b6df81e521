import type { Json } from './types.ts';
/** A value of a document that ought to be a manifest, and the way to it through lists. */
export interface Item {
    value: Json;
    items: number[];
}
/**
 * Takes a `kind: List`, or any other list such as `DeploymentList`, apart, nested ones too. Items of a typed
 * list get the kind that the API server leaves out there.
 */
export declare function takeApart(value: Json, items?: number[]): Item[];
