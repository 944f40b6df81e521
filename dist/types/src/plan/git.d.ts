import type { IgnoreRule } from '../config/types.ts';
import { type Path } from '../manifests/path.ts';
import type { Structure } from '../manifests/structure.ts';
import type { KubeObject, Manifest } from '../manifests/types.ts';
import type { GitChange, GitField } from './situation.ts';
/** An object at one revision, and the rules that hold there: what they name, Git has no say in. */
export interface Side {
    manifest: Manifest | undefined;
    rules: IgnoreRule[];
}
export interface GitSides {
    released: Side;
    /** The tip of the base branch, on a pull request. */
    base?: Side;
    desired: Side;
}
export interface GitDifference {
    /** What there is to apply: between the release and the commit. */
    git: GitChange;
    /** What the commit itself does: between the tip of the base branch, where there is one, and the commit. */
    change: GitChange;
    fields: GitField[];
}
/**
 * What Git changes, field by field. With a base branch, what is merged already (`unapplied`) is kept apart
 * from what this pull request does (`change`). A whole object added or removed is told by its action.
 */
export declare function gitDifference({ released, base, desired }: GitSides, structure: () => Structure | undefined): GitDifference;
type StructureOf = () => Structure | undefined;
/**
 * The fields, leaf by leaf, that one of the earlier manifests has and the desired one has not. An empty map or
 * list in their place is all the same to who holds them.
 */
export declare function goneFields(earlier: readonly Side[], desired: Side & {
    manifest: Manifest;
}, structure: StructureOf): Path[];
/**
 * Whether live has all that is sent of what Git changes already, and we hold nothing of what left: perhaps
 * nothing is to be written.
 */
export declare function isThereAlready(fields: readonly GitField[], send: KubeObject | undefined, live: KubeObject): boolean;
/** Where an unfinished apply changes a released object and the live one has its values. */
export declare function begunPaths(released: Manifest | undefined, pending: Manifest | undefined, live: KubeObject, structure: Structure | undefined): Path[];
export {};
