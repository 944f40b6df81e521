import type { Json, JsonObject } from './types.ts';
import { Copies } from './yaml-copies.ts';
import { type Dialect } from './yaml-scalar.ts';
export interface YamlDocument {
    value: Json;
    /** 0-based number within the text; documents without content count too. */
    document: number;
    /** Where its content begins in the text. */
    offset: number;
    /** Where each mapping begins. */
    offsets: Map<JsonObject, number>;
}
/**
 * All documents of a text that have content, as the API server would read them (sigs.k8s.io/yaml), but
 * stricter where it would lose something: duplicate keys and unknown tags are errors.
 * @param copies of the other files of the same set, to be limited together
 * @throws YamlError
 */
export declare function readYaml(text: string, dialect?: Dialect, copies?: Copies): YamlDocument[];
