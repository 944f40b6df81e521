import { type Structure } from './structure.ts';
import type { Json } from './types.ts';
/**
 * What a field set tells of the lists it owns items of: their keys, or that they are sets. For kinds whose
 * schema cannot be read; of a list that nobody owns an item of it knows nothing.
 * @param fields a fieldsV1
 */
export declare function fieldsStructure(fields: Json): Structure;
