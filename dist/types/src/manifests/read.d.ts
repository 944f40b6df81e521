import type { PlumblineError } from '../errors/error.ts';
import type { Finding } from '../plan/types.ts';
import { type Origin } from './read-check.ts';
import type { Json, KubeObject, Source } from './types.ts';
import type { Copies } from './yaml-copies.ts';
/** A manifest as its file has it, normalised; its namespace is not defaulted yet. */
export interface RawDocument {
    object: KubeObject;
    source: Source;
}
export interface ReadManifests {
    manifests: RawDocument[];
    findings: Finding[];
    /** Every mistake of the file; those manifests are not among the others. */
    errors: PlumblineError[];
}
/** Fills in a manifest before anything is made of it. */
export type Fill = (value: Json, origin: Origin) => {
    value: Json;
    errors: PlumblineError[];
    /** Why the manifest is not among the others. */
    leftOut?: Finding;
};
export interface ReadOptions {
    /** What aliases added to the other files of the same set. */
    copies?: Copies;
    /** The file as it is shown, where the text has something else in the same places. */
    shown?: string;
    /** Where a manifest of a rendered text is to be looked for; undefined where only the text tells. */
    originOf?: (value: Json) => Origin | undefined;
    fill?: Fill | undefined;
}
/**
 * Reads the manifests of one YAML or JSON text. Lists are taken apart, empty documents skipped; mistakes are
 * collected, not thrown (MANIFEST_SYNTAX, MANIFEST_INVALID, MANIFEST_TOO_LARGE, UNSUPPORTED). After very many
 * mistakes the rest of the text is not looked at.
 * @param text without byte order mark, as decodeText gives it
 * @param file the name that places get
 */
export declare function readManifests(text: string, file: string, options?: ReadOptions): ReadManifests;
