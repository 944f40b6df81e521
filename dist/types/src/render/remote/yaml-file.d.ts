import { type Place, PlumblineError } from '../../errors/error.ts';
import type { JsonObject } from '../../manifests/types.ts';
import type { Keys } from '../../manifests/walk.ts';
/** A chart's or kustomization's own file: one mapping, and where its values stand. */
export interface YamlFile {
    file: string;
    text: string;
    value: JsonObject;
    place(path: Keys): Place;
    /** A mistake at a value. */
    invalid(path: Keys, message: string, remedy: string): PlumblineError;
}
/** @throws MANIFEST_SYNTAX, MANIFEST_TOO_LARGE, MANIFEST_INVALID */
export declare function readYamlFile(bytes: Uint8Array, file: string): YamlFile;
