import { PlumblineError } from '../errors/error.ts';
import type { Json, JsonObject, Source } from './types.ts';
/** For people, as far as the object says: `Deployment shop/web`. */
export declare function labelOf(object: JsonObject): string;
/** The kind of a value as people call it. */
export declare function typeName(value: Json | undefined): string;
/**
 * Where a manifest is to be looked for: not always in the text that was parsed. `shown` is the file as it stands
 * where `text` has something else in the same places.
 */
export interface Origin {
    source: Source;
    text: string;
    shown: string;
}
/**
 * What makes a value a manifest at all: apiVersion, kind, a name, texts where Kubernetes wants texts.
 * @returns the mistakes, with their places
 */
export declare function checkShape(value: Json, { text, shown, source }: Origin): PlumblineError[];
