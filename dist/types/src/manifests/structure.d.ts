import type { JsonObject } from './types.ts';
/**
 * How the values at one place merge. What is not described is taken as the API server takes it where a
 * schema says nothing: maps field by field, lists whole.
 */
export interface Structure {
    /** Of a map: by field. */
    fields?: Record<string, Structure>;
    /** Of a map: of every field that `fields` does not name. */
    values?: Structure;
    /** Of a list: of its items. */
    items?: Structure;
    list?: ListKind;
}
export type ListKind = {
    keys: string[];
    defaults?: JsonObject;
} | 'set' | 'atomic';
/** The structure of a map's field. */
export declare function fieldStructure(structure: Structure | undefined, name: string): Structure | undefined;
/** The key fields and their defaults, where the list is a keyed one. */
export declare function listKeys(structure: Structure | undefined): {
    keys: string[];
    defaults?: JsonObject;
} | undefined;
/** One structure that knows what any of them knows; where they disagree, the first counts. */
export declare function mergeStructures(...structures: (Structure | undefined)[]): Structure | undefined;
export { builtinStructure } from './structure-builtin.ts';
export { crdStructure } from './structure-crd.ts';
export { fieldsStructure } from './structure-fields.ts';
