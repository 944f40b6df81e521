import type { ObjectDrift } from '../drift/types.ts';
import type { Json } from '../manifests/types.ts';
import type { Author, FieldChange, ObjectPlan } from '../plan/types.ts';
/** An object's fields by their cause; each field is in one group only. */
export interface FieldGroups {
    change: FieldChange[];
    unapplied: FieldChange[];
    drift: FieldChange[];
    /** They left Git and stay, because another manager owns them too. */
    left: FieldChange[];
    effect: FieldChange[];
}
/** A field with several causes goes where a reviewer looks first: change, unapplied, drift, effect. */
export declare function groupFields(fields: readonly FieldChange[]): FieldGroups;
/** The part of a report an object belongs in: what the commit does, what others merged before, what drifted. */
export type Section = 'change' | 'unapplied' | 'drift';
export declare function sectionOf({ action, fields, unapplied: isMergedBefore }: ObjectPlan): Section;
export declare function bySection(objects: readonly ObjectPlan[]): Record<Section, ObjectPlan[]>;
/** What is there and what applying leaves; where no cluster was asked, what Git had and has. */
export declare function ends(change: FieldChange): {
    before?: Json;
    after?: Json;
};
/** What the API server does by itself, in one line: `the API server adds 14 defaults`. */
export declare function effectText(effects: readonly FieldChange[]): string | undefined;
/** The one author of all drifted fields, where there is one. */
export declare function soleAuthor(changes: readonly FieldChange[]): Author | undefined;
/** A field path as its steps: `spec`, `.template`, `[name=web]`. Joined they give the path. */
export declare function pathSteps(path: string): string[];
/**
 * The path with one run of steps in its middle replaced by `…`, so that it has at most `max` characters:
 * as little is left out as possible, and the keys of list items only where nothing else would do.
 */
export declare function shortenPath(path: string, max: number): string;
/** The fields in which an object differs from the release; of one that is gone, all would, which says nothing. */
export declare const differingFields: ({ state, fields }: ObjectDrift) => FieldChange[];
/** Whether applying makes the whole object: it is new, or was deleted from the cluster. */
export declare const isMade: ({ action, fields }: ObjectPlan) => boolean;
/** The fields to show: of an object that is made, without what names it. */
export declare const shownFields: (object: ObjectPlan) => FieldChange[];
